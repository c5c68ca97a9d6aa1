package imprimatur.cli;

import imprimatur.cli.aws.Clients;
import imprimatur.cli.aws.Seeds;
import imprimatur.cli.local.MiniStack;
import imprimatur.cli.local.State;
import java.util.TreeMap;

/** What a person needs to use a running stack. */
final class Summary {
    private Summary() {}

    static String of(State state) {
        var out = new StringBuilder();
        line(out, "Origin", state.origin());
        line(out, "AWS endpoint", state.endpoint());
        if (!state.keys().isEmpty()) {
            out.append(System.lineSeparator()).append("API keys").append(System.lineSeparator());
            new TreeMap<>(state.keys()).forEach((account, key) -> line(out, "  " + account, key));
        }
        if (!state.users().isEmpty()) {
            out.append(System.lineSeparator()).append("People").append(System.lineSeparator());
            state.users().forEach(user -> line(out, "  " + user.email(), user.password()));
        }
        out.append(System.lineSeparator()).append("To try it").append(System.lineSeparator());
        var key = state.keys().getOrDefault(Seeds.PLATFORM, "KEY");
        out.append("  curl %s/v1/check -H 'Authorization: Bearer %s' \\%n".formatted(state.origin(), key));
        out.append("    -H 'Content-Type: application/json' -d '{\"account\":\"alice\",\"prompt\":\"a quiet lake\"}'%n"
                .formatted());
        out.append("  AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s AWS_DEFAULT_REGION=%s \\%n"
                .formatted(Clients.ACCESS_KEY, Clients.SECRET_KEY, MiniStack.REGION));
        out.append("    aws --endpoint-url %s s3 cp cat.png s3://%s/incoming/alice/cat.png%n"
                .formatted(state.endpoint(), state.outputs().getOrDefault("ImagesBucket", "BUCKET")));
        out.append("  ./imprimatur demo%n".formatted());
        out.append("  ./imprimatur status%n  ./imprimatur logs -f%n  ./imprimatur down%n".formatted());
        return out.toString();
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append("%-24s%s%n".formatted(name, value));
    }
}
