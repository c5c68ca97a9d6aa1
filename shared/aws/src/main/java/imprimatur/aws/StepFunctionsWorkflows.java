package imprimatur.aws;

import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.enforcement.Workflows;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** The two state machines. */
public final class StepFunctionsWorkflows implements Workflows {
    private final SfnClient sfn;
    private final String enforcementArn;
    private final String appealArn;

    public StepFunctionsWorkflows(SfnClient sfn, String enforcementArn, String appealArn) {
        this.sfn = sfn;
        this.enforcementArn = enforcementArn;
        this.appealArn = appealArn;
    }

    @Override
    public void startEnforcement(String name, String input) {
        start(enforcementArn, name, input);
    }

    @Override
    public void startAppeal(String name, String input) {
        start(appealArn, name, input);
    }

    @Override
    public boolean resume(String taskToken, String output) {
        try {
            sfn.sendTaskSuccess(request -> request.taskToken(taskToken).output(output));
            return true;
        } catch (TaskDoesNotExistException | TaskTimedOutException | InvalidTokenException e) {
            return false;
        } catch (SdkException e) {
            throw new Unavailable("the workflow could not be resumed", e);
        }
    }

    private void start(String arn, String name, String input) {
        try {
            sfn.startExecution(
                    request -> request.stateMachineArn(arn).name(name).input(input));
        } catch (ExecutionAlreadyExistsException e) {
            // An earlier attempt started it: that is what was asked for.
            return;
        } catch (SdkException e) {
            throw new Unavailable("the workflow could not be started", e);
        }
    }
}
