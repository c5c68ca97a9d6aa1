package imprimatur.weights;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns a layered model of TensorFlow.js into ONNX: the layers that Inception v3 is made of. */
final class LayersConverter {
    private final TfjsModel model;
    private final OnnxGraph graph = new OnnxGraph();
    private final Map<String, String> outputs = new HashMap<>();
    private String result = "";

    private LayersConverter(TfjsModel model) {
        this.model = model;
    }

    /**
     * The model in ONNX.
     *
     * @param side of its square input
     */
    static byte[] convert(TfjsModel model, int side) {
        var converter = new LayersConverter(model);
        var config = TfjsModel.map(
                TfjsModel.map(model.topology().get("model_config")).get("config"));
        for (var layer : TfjsModel.maps(config.get("layers"))) {
            var name = TfjsModel.text(layer, "name");
            converter.result = converter.add(name, layer, converter.inputs(layer));
            converter.outputs.put(name, converter.result);
        }
        return converter.graph.model(converter.result, side, 2);
    }

    private List<String> inputs(Map<String, Object> layer) {
        return TfjsModel.list(layer.get("inbound_nodes")).stream()
                .flatMap(node -> TfjsModel.list(node).stream())
                .map(input -> TfjsModel.present(
                        outputs, TfjsModel.list(input).getFirst().toString()))
                .toList();
    }

    private String add(String name, Map<String, Object> layer, List<String> inputs) {
        var config = TfjsModel.map(layer.get("config"));
        return switch (TfjsModel.text(layer, "class_name")) {
            case "InputLayer" -> "image";
            case "Conv2D" -> convolution(name, config, inputs.getFirst());
            case "BatchNormalization" -> normalisation(name, config, inputs.getFirst());
            case "Activation" -> graph.node("Relu", only(config, "relu", inputs), name, Map.of());
            case "MaxPooling2D" -> graph.node("MaxPool", inputs, name, pool(config));
            case "AveragePooling2D" -> graph.node("AveragePool", inputs, name, pool(config));
            case "Concatenate" -> graph.node("Concat", inputs, name, Map.of("axis", 1L));
            case "Flatten" -> flattened(name, inputs);
            case "Dropout" -> inputs.getFirst();
            case "Dense" -> dense(name, config, inputs.getFirst());
            default -> throw new IllegalStateException("no such layer is known: " + layer.get("class_name"));
        };
    }

    private static List<String> only(Map<String, Object> config, String activation, List<String> inputs) {
        if (!activation.equals(config.get("activation"))) {
            throw new IllegalStateException("no such activation is known here: " + config.get("activation"));
        }
        return inputs;
    }

    private String convolution(String name, Map<String, Object> config, String input) {
        only(config, "linear", List.of());
        if (Boolean.TRUE.equals(config.get("use_bias"))) {
            throw new IllegalStateException(name + " has a bias, which is not known here");
        }
        var kernel = graph.constant(name + "_w", model.weight(name + "/kernel").kernel());
        return graph.node(
                "Conv",
                List.of(input, kernel),
                name,
                Map.of("strides", TfjsModel.numbers(config.get("strides")), "auto_pad", padding(config)));
    }

    private String normalisation(String name, Map<String, Object> config, String input) {
        var mean = model.weight(name + "/moving_mean");
        var ones = new float[mean.values().length];
        java.util.Arrays.fill(ones, 1);
        var scale = model.weights().get(name + "/gamma");
        var operands = List.of(
                input,
                graph.constant(name + "_g", scale == null ? ones : scale.floats(), mean.shape()),
                graph.constant(name + "_b", model.weight(name + "/beta").floats(), mean.shape()),
                graph.constant(name + "_m", mean.floats(), mean.shape()),
                graph.constant(
                        name + "_v", model.weight(name + "/moving_variance").floats(), mean.shape()));
        var epsilon = ((Number) TfjsModel.present(config, "epsilon")).floatValue();
        return graph.node("BatchNormalization", operands, name, Map.of("epsilon", epsilon));
    }

    /** In the order that TensorFlow flattens in. */
    private String flattened(String name, List<String> inputs) {
        var turned = graph.node("Transpose", inputs, name + "_t", Map.of("perm", new long[] {0, 2, 3, 1}));
        return graph.node("Flatten", List.of(turned), name, Map.of("axis", 1L));
    }

    private String dense(String name, Map<String, Object> config, String input) {
        var weights = graph.constant(name + "_w", model.weight(name + "/kernel"));
        var bias = graph.constant(name + "_b", model.weight(name + "/bias"));
        var product = graph.node("Gemm", List.of(input, weights, bias), name + "_mm", Map.of());
        return switch (TfjsModel.text(config, "activation")) {
            case "linear" -> product;
            case "relu" -> graph.node("Relu", List.of(product), name, Map.of());
            case "softmax" -> graph.node("Softmax", List.of(product), name, Map.of("axis", 1L));
            default -> throw new IllegalStateException("no such activation is known: " + config.get("activation"));
        };
    }

    private static Map<String, Object> pool(Map<String, Object> config) {
        return Map.of(
                "kernel_shape", TfjsModel.numbers(config.get("pool_size")),
                "strides", TfjsModel.numbers(config.get("strides")),
                "auto_pad", padding(config));
    }

    private static String padding(Map<String, Object> config) {
        var padding = TfjsModel.text(config, "padding").toUpperCase(Locale.ROOT);
        return padding.equals("SAME") ? "SAME_UPPER" : padding;
    }
}
