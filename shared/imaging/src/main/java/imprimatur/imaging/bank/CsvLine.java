package imprimatur.imaging.bank;

import java.util.ArrayList;
import java.util.List;

/** One line of CSV as RFC 4180 has it, without line breaks inside quotes. */
final class CsvLine {
    private CsvLine() {}

    /** @throws IllegalArgumentException where a quote is not closed */
    static List<String> read(String line) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.length(); i++) {
            var letter = line.charAt(i);
            if (letter == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (letter == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(letter);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a quote is not closed");
        }
        fields.add(field.toString().strip());
        return fields;
    }

    static String write(List<String> fields) {
        return String.join(",", fields.stream().map(CsvLine::quoted).toList());
    }

    private static String quoted(String field) {
        return field.chars().anyMatch(letter -> letter == ',' || letter == '"' || Character.isISOControl(letter))
                ? '"' + field.replace("\"", "\"\"").replaceAll("\\p{Cntrl}", " ") + '"'
                : field;
    }
}
