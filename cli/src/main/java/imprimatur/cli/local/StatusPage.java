package imprimatur.cli.local;

import java.util.List;
import java.util.stream.Collectors;

/** The page at {@code /status} of the local stack, and at {@code /} where no console was built. */
public final class StatusPage {
    private StatusPage() {}

    public static String html(String origin, String endpoint, List<FunctionStatus> functions) {
        var rows = functions.stream().map(StatusPage::row).collect(Collectors.joining("\n"));
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Imprimatur on this machine</title>
                <style>
                :root { color-scheme: light dark; }
                body { font: 1rem/1.5 system-ui, sans-serif; max-width: 52rem; margin: 3rem auto; padding: 0 1rem; }
                table { border-collapse: collapse; width: 100%%; }
                th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #8884; }
                td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
                code { font-size: .95em; }
                </style>
                </head>
                <body>
                <h1>Imprimatur</h1>
                <p>The local stack is up. This origin is <code>%s</code>, the AWS endpoint is <code>%s</code>.</p>
                <table>
                <caption>Functions</caption>
                <thead><tr><th scope="col">Function</th><th scope="col">Version</th><th scope="col">Processes</th>
                <th scope="col" class="number">Waiting</th><th scope="col" class="number">Events</th>
                <th scope="col" class="number">Errors</th></tr></thead>
                <tbody>
                %s
                </tbody>
                </table>
                <p>The console: <a href="/">/</a>. The policy in force: <a href="/v1/policy">/v1/policy</a>. Keys and passwords:
                <code>./imprimatur status</code>. Logs: <code>./imprimatur logs</code>.</p>
                </body>
                </html>
                """.formatted(escape(origin), escape(endpoint), rows);
    }

    private static String row(FunctionStatus function) {
        return """
                <tr><th scope="row">%s</th><td>%s</td><td>%s</td><td class="number">%d</td><td class="number">%d</td>\
                <td class="number">%d</td></tr>""".formatted(
                        escape(function.function()),
                        escape(function.version()),
                        escape(function.phases()),
                        function.waiting(),
                        function.invocations(),
                        function.errors());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
