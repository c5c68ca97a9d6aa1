package imprimatur.admin;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/** A context that the function must not need. */
final class NoContext implements Context {
    @Override
    public String getAwsRequestId() {
        throw new UnsupportedOperationException("the function needs no context");
    }

    @Override
    public String getLogGroupName() {
        throw new UnsupportedOperationException("the function needs no context");
    }

    @Override
    public String getLogStreamName() {
        throw new UnsupportedOperationException("the function needs no context");
    }

    @Override
    public String getFunctionName() {
        throw new UnsupportedOperationException("the function needs no context");
    }

    @Override
    public String getFunctionVersion() {
        throw new UnsupportedOperationException("the function needs no context");
    }

    @Override
    public String getInvokedFunctionArn() {
        throw new UnsupportedOperationException("the function needs no context");
    }

    @Override
    public CognitoIdentity getIdentity() {
        throw new UnsupportedOperationException("the function needs no context");
    }

    @Override
    public ClientContext getClientContext() {
        throw new UnsupportedOperationException("the function needs no context");
    }

    @Override
    public int getRemainingTimeInMillis() {
        throw new UnsupportedOperationException("the function needs no context");
    }

    @Override
    public int getMemoryLimitInMB() {
        throw new UnsupportedOperationException("the function needs no context");
    }

    @Override
    public LambdaLogger getLogger() {
        throw new UnsupportedOperationException("the function needs no context");
    }
}
