package imprimatur.cli.aws;

import imprimatur.cli.local.State;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;

/** People of the admin API in the stack's user pool. */
public final class People {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final CognitoIdentityProviderClient cognito;
    private final String pool;
    private final String client;

    public People(CognitoIdentityProviderClient cognito, String pool, String client) {
        this.cognito = cognito;
        this.pool = pool;
        this.client = client;
    }

    /** Adds the person of one group, with a random password that need not be changed. */
    public State.User add(String group) {
        return addToAll(group, List.of(group));
    }

    /** Adds a person of several groups; {@code name} becomes part of the address. */
    public State.User addToAll(String name, List<String> groups) {
        var user = addWithoutGroup(name);
        groups.forEach(group -> cognito.adminAddUserToGroup(
                request -> request.userPoolId(pool).username(user.email()).groupName(group)));
        return user;
    }

    /** Adds a person who may do nothing; {@code name} becomes part of the address. */
    public State.User addWithoutGroup(String name) {
        var user = new State.User(name + "@example.com", name, password());
        cognito.adminCreateUser(request -> request.userPoolId(pool)
                .username(user.email())
                .messageAction(MessageActionType.SUPPRESS)
                .temporaryPassword(user.password())
                .userAttributes(attribute("email", user.email()), attribute("email_verified", "true")));
        cognito.adminSetUserPassword(request -> request.userPoolId(pool)
                .username(user.email())
                .password(user.password())
                .permanent(true));
        return user;
    }

    /** An id token of that person, which the API's authorizer takes. */
    public String token(State.User user) {
        return cognito.initiateAuth(request -> request.clientId(client)
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(Map.of("USERNAME", user.email(), "PASSWORD", user.password())))
                .authenticationResult()
                .idToken();
    }

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }

    /** 120 random bits, with a character of each kind that the pool's policy asks for. */
    private static String password() {
        var bytes = new byte[15];
        RANDOM.nextBytes(bytes);
        return "aA1!" + Base64.getUrlEncoder().encodeToString(bytes);
    }
}
