package imprimatur.imaging.second;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.policy.PolicyLoader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class LabelMapTest {
    /** The taxonomy of version 7, levels 1 and 2. */
    static final List<String> TAXONOMY = List.of(
            "Explicit",
            "Explicit Nudity",
            "Explicit Sexual Activity",
            "Sex Toys",
            "Non-Explicit Nudity of Intimate parts and Kissing",
            "Non-Explicit Nudity",
            "Obstructed Intimate Parts",
            "Kissing on the Lips",
            "Swimwear or Underwear",
            "Female Swimwear or Underwear",
            "Male Swimwear or Underwear",
            "Violence",
            "Weapons",
            "Graphic Violence",
            "Visually Disturbing",
            "Death and Emaciation",
            "Crashes",
            "Drugs & Tobacco",
            "Products",
            "Drugs & Tobacco Paraphernalia & Use",
            "Alcohol",
            "Alcohol Use",
            "Alcoholic Beverages",
            "Rude Gestures",
            "Middle Finger",
            "Gambling",
            "Hate Symbols",
            "Nazi Party",
            "White Supremacy",
            "Extremist");

    private final LabelMap map = LabelMap.bundled();

    @ParameterizedTest
    @FieldSource("TAXONOMY")
    void everyLabelOfTheTaxonomyIsDecidedOn(String label) {
        assertTrue(map.knows(label));
    }

    @Test
    void everySignalIsOneThatThePolicyDeclares() {
        var declared = PolicyLoader.bundled().signals();
        for (var label : TAXONOMY) {
            map.signal(label).ifPresent(signal -> assertTrue(declared.contains(signal), signal));
        }
    }

    @Test
    void whatIsNoOffenceAndWhatIsUnknownIsNoSignal() {
        assertEquals(Optional.empty(), map.signal("Swimwear or Underwear"));
        assertEquals(Optional.empty(), map.signal("Something new"));
        assertEquals(Optional.of("image.violence"), map.signal("Graphic Violence"));
    }
}
