package imprimatur.weights;

import java.util.List;
import java.util.Map;

/**
 * Writes the tiny face detector of face-api as ONNX: six convolutions, of which all but the first are split by channel,
 * with pools between, and one that says for each cell of the grid and each of five boxes where it lies and how sure it
 * is. Input: red, green and blue in 0–255; padding is 0 after normalisation there, so it is done in the model.
 */
final class FaceConverter {
    private static final int CONVOLUTIONS = 6;

    private FaceConverter() {}

    static byte[] convert(Map<String, Weight> weights) {
        var graph = new OnnxGraph();
        var model = new TfjsModel(Map.of(), weights);
        var mean = graph.constant("mean", new float[] {117.001f, 114.697f, 97.404f}, 1, 3, 1, 1);
        var centred = graph.node("Sub", List.of("image", mean), "centred", Map.of());
        var last =
                graph.node("Div", List.of(centred, graph.constant("full", new float[] {255}, 1)), "scaled", Map.of());
        for (var i = 0; i < CONVOLUTIONS; i++) {
            var name = "conv" + i;
            if (i == 0) {
                last = convolution(graph, model, last, name, "filters");
            } else {
                var kernel = model.weight(name + "/depthwise_filter");
                var spread = graph.constant(name + "_d", kernel.depthwise());
                last = graph.node(
                        "Conv",
                        List.of(last, spread),
                        name + "_each",
                        Map.of("auto_pad", "SAME_UPPER", "group", kernel.shape()[2]));
                last = convolution(graph, model, last, name, "pointwise_filter");
            }
            last = graph.node("LeakyRelu", List.of(last), name + "_leaky", Map.of("alpha", 0.1f));
            var stride = i == CONVOLUTIONS - 1 ? 1L : 2L;
            last = graph.node(
                    "MaxPool",
                    List.of(last),
                    name + "_pool",
                    Map.of(
                            "kernel_shape", new long[] {2, 2},
                            "strides", new long[] {stride, stride},
                            "auto_pad", "SAME_UPPER"));
        }
        return graph.model(convolution(graph, model, last, "conv8", "filters"), 0, 4);
    }

    private static String convolution(OnnxGraph graph, TfjsModel model, String input, String name, String filters) {
        var kernel =
                graph.constant(name + "_w", model.weight(name + "/" + filters).kernel());
        var bias = graph.constant(name + "_b", model.weight(name + "/bias"));
        return graph.node("Conv", List.of(input, kernel, bias), name, Map.of("auto_pad", "VALID"));
    }
}
