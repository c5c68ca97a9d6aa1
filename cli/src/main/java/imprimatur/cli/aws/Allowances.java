package imprimatur.cli.aws;

import imprimatur.base.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/**
 * What the emulator, which enforces the policies of roles and buckets, judges otherwise than AWS; see docs/adr/0002. A
 * session of a role is told from the role itself by a bucket policy's {@code aws:PrincipalArn}; sending mail is asked
 * for on every resource; and SES has to know the sender.
 */
final class Allowances {
    private static final String PRINCIPAL = "aws:PrincipalArn";
    private static final String SEND = Json.write(Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            List.of(Map.of("Effect", "Allow", "Action", "ses:SendEmail", "Resource", "*"))));

    private final IamClient iam;
    private final S3Client s3;
    private final SesV2Client ses;
    private final Deployment deployment;

    Allowances(IamClient iam, S3Client s3, SesV2Client ses, Deployment deployment) {
        this.iam = iam;
        this.s3 = s3;
        this.ses = ses;
        this.deployment = deployment;
    }

    /** Makes up for all of it in one stack. */
    void grant(Template template, String stack, String mailbox) {
        ses.createEmailIdentity(request -> request.emailIdentity(mailbox));
        template.functions(stack).stream()
                .map(Template.LocalFunction::name)
                .filter(name -> name.endsWith("-report") || name.endsWith("-enforce"))
                .forEach(this::allowSending);
        s3.listBuckets().buckets().forEach(bucket -> admitSessions(bucket.name()));
    }

    private void allowSending(String function) {
        var role = deployment.function(function, "$LATEST").role();
        iam.putRolePolicy(request -> request.roleName(role.substring(role.lastIndexOf('/') + 1))
                .policyName("emulator")
                .policyDocument(SEND));
    }

    private void admitSessions(String bucket) {
        try {
            var policy = s3.getBucketPolicy(request -> request.bucket(bucket)).policy();
            s3.putBucketPolicy(request -> request.bucket(bucket).policy(withSessions(policy)));
        } catch (S3Exception e) {
            if (e.statusCode() != 404) {
                throw e;
            }
        }
    }

    /** The policy with each exempted role's sessions exempted too. */
    static String withSessions(String policy) {
        var document = new LinkedHashMap<>(Json.readMap(policy));
        if (document.get("Statement") instanceof List<?> statements) {
            document.put(
                    "Statement", statements.stream().map(Allowances::statement).toList());
        }
        return Json.write(document);
    }

    private static Object statement(Object statement) {
        if (!(statement instanceof Map<?, ?> map
                && map.get("Condition") instanceof Map<?, ?> condition
                && condition.get("ArnNotEquals") instanceof Map<?, ?> exempt
                && exempt.containsKey(PRINCIPAL))) {
            return statement;
        }
        var roles =
                exempt.get(PRINCIPAL) instanceof List<?> list ? list : List.of(String.valueOf(exempt.get(PRINCIPAL)));
        var principals = new ArrayList<Object>(roles);
        roles.forEach(role -> principals.add(
                String.valueOf(role).replace("arn:aws:iam:", "arn:aws:sts:").replace(":role/", ":assumed-role/")
                        + "/*"));
        var conditions = copy(condition);
        conditions.remove("ArnNotEquals");
        conditions.put("ArnNotLike", Map.of(PRINCIPAL, principals));
        var changed = copy(map);
        changed.put("Condition", conditions);
        return changed;
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
