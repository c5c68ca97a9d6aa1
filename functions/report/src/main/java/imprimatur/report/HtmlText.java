package imprimatur.report;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/**
 * What a person would read of an HTML mail, and where its links lead. Nothing is loaded and nothing of the markup is
 * kept.
 *
 * @param links targets of {@code a} elements, in order
 */
record HtmlText(String text, List<String> links) {
    HtmlText {
        links = List.copyOf(links);
    }

    static HtmlText of(String html) {
        var document = Jsoup.parse(html);
        document.select("script,style,head,template,noscript").remove();
        var links = document.select("a[href]").eachAttr("href");
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        NodeTraversor.traverse(
                new NodeVisitor() {
                    @Override
                    public void head(Node node, int depth) {
                        if (node instanceof TextNode text) {
                            line.append(text.text());
                        } else if (breaks(node)) {
                            flush();
                        }
                    }

                    @Override
                    public void tail(Node node, int depth) {
                        if (breaks(node)) {
                            flush();
                        }
                    }

                    private void flush() {
                        var done = line.toString().strip();
                        if (!done.isEmpty()) {
                            lines.add(done);
                        }
                        line.setLength(0);
                    }
                },
                document);
        return new HtmlText(String.join("\n", lines), links);
    }

    private static boolean breaks(Node node) {
        return node instanceof Element element
                && (element.isBlock() || element.normalName().equals("br"));
    }
}
