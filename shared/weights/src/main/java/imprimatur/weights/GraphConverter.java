package imprimatur.weights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns a frozen graph of TensorFlow.js into ONNX: the operators that MobileNet v2 is made of. */
final class GraphConverter {
    private final TfjsModel model;
    private final OnnxGraph graph = new OnnxGraph();
    private final Map<String, String> outputs = new HashMap<>();
    private final Map<String, Weight> constants = new HashMap<>();
    private String result = "";

    private GraphConverter(TfjsModel model) {
        this.model = model;
    }

    /**
     * The model in ONNX.
     *
     * @param side of its square input
     */
    static byte[] convert(TfjsModel model, int side) {
        var converter = new GraphConverter(model);
        for (var node : TfjsModel.maps(model.topology().get("node"))) {
            converter.add(node);
        }
        return converter.graph.model(converter.result, side, 2);
    }

    private void add(Map<String, Object> node) {
        var name = TfjsModel.text(node, "name");
        var output = "n" + outputs.size();
        var inputs =
                TfjsModel.list(node.get("input")).stream().map(Object::toString).toList();
        var attributes = TfjsModel.map(node.get("attr"));
        switch (TfjsModel.text(node, "op")) {
            case "Const" -> constants.put(name, model.weight(name));
            case "Placeholder" -> outputs.put(name, "image");
            case "Mul" -> put(name, graph.node("Mul", values(inputs), output, Map.of()));
            case "Sub" -> put(name, graph.node("Sub", values(inputs), output, Map.of()));
            case "AddV2" -> put(name, graph.node("Add", values(inputs), output, Map.of()));
            case "_FusedConv2D" -> put(name, convolution(inputs, attributes, output, false));
            case "FusedDepthwiseConv2dNative" -> put(name, convolution(inputs, attributes, output, true));
            case "AvgPool" -> put(name, graph.node("AveragePool", values(inputs), output, pool(attributes)));
            case "Squeeze" -> put(name, graph.node("Flatten", values(inputs), output, Map.of("axis", 1L)));
            case "_FusedMatMul" -> put(name, graph.node("Gemm", values(inputs), output, Map.of()));
            case "Softmax" -> put(name, graph.node("Softmax", values(inputs), output, Map.of("axis", 1L)));
            case "Identity" -> put(name, outputs.getOrDefault(inputs.getFirst(), ""));
            default -> throw new IllegalStateException("no such operator is known: " + node.get("op"));
        }
    }

    private void put(String name, String output) {
        outputs.put(name, output);
        result = output;
    }

    private List<String> values(List<String> inputs) {
        var values = new ArrayList<String>();
        for (var input : inputs) {
            var weight = constants.get(input);
            values.add(
                    weight == null
                            ? TfjsModel.present(outputs, input)
                            : graph.constant("w" + values.size() + "_" + input, weight));
        }
        return values;
    }

    private String convolution(List<String> inputs, Map<String, Object> attributes, String output, boolean depthwise) {
        var kernel = TfjsModel.present(constants, inputs.get(1));
        var turned = depthwise ? kernel.depthwise() : kernel.kernel();
        var operands = List.of(
                TfjsModel.present(outputs, inputs.getFirst()),
                graph.constant(output + "_w", turned),
                graph.constant(output + "_b", TfjsModel.present(constants, inputs.get(2))));
        var settings = Map.of(
                "strides", middle(attributes, "strides"),
                "group", depthwise ? kernel.shape()[2] : 1L,
                "auto_pad", padding(attributes));
        var convolved = graph.node("Conv", operands, output, settings);
        var fused = TfjsModel.list(
                TfjsModel.map(TfjsModel.map(attributes.get("fused_ops")).get("list"))
                        .get("s"));
        return switch (fused.stream().map(GraphConverter::decoded).toList().toString()) {
            case "[BiasAdd]" -> convolved;
            case "[BiasAdd, Relu6]" ->
                graph.node(
                        "Clip",
                        List.of(
                                convolved,
                                graph.constant(output + "_from", new float[] {0}),
                                graph.constant(output + "_to", new float[] {6})),
                        output + "_clip",
                        Map.of());
            default -> throw new IllegalStateException("no such fusion is known: " + fused);
        };
    }

    private static Map<String, Object> pool(Map<String, Object> attributes) {
        return Map.of(
                "kernel_shape", middle(attributes, "ksize"),
                "strides", middle(attributes, "strides"),
                "auto_pad", padding(attributes));
    }

    /** Height and width of what is given for batch, height, width and channel. */
    private static long[] middle(Map<String, Object> attributes, String name) {
        var all = TfjsModel.numbers(
                TfjsModel.map(TfjsModel.map(attributes.get(name)).get("list")).get("i"));
        return new long[] {all[1], all[2]};
    }

    private static String padding(Map<String, Object> attributes) {
        var padding = decoded(TfjsModel.text(TfjsModel.map(attributes.get("padding")), "s"));
        return padding.equals("SAME") ? "SAME_UPPER" : padding;
    }

    private static String decoded(Object text) {
        return new String(Base64.getDecoder().decode(text.toString()), ISO_8859_1);
    }
}
