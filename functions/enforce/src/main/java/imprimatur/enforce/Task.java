package imprimatur.enforce;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.enforcement.SanctionKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a state of a workflow asks for, named by {@code action}; see {@code workflows/}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "action")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Task.Assess.class, name = "assess"),
    @JsonSubTypes.Type(value = Task.RequestApproval.class, name = "request_approval"),
    @JsonSubTypes.Type(value = Task.AwaitApproval.class, name = "await_approval"),
    @JsonSubTypes.Type(value = Task.EscalateApproval.class, name = "escalate_approval"),
    @JsonSubTypes.Type(value = Task.Reject.class, name = "reject"),
    @JsonSubTypes.Type(value = Task.Preserve.class, name = "preserve"),
    @JsonSubTypes.Type(value = Task.Apply.class, name = "apply"),
    @JsonSubTypes.Type(value = Task.Settle.class, name = "settle"),
    @JsonSubTypes.Type(value = Task.Strike.class, name = "strike"),
    @JsonSubTypes.Type(value = Task.Finish.class, name = "finish"),
    @JsonSubTypes.Type(value = Task.Letter.class, name = "letter"),
    @JsonSubTypes.Type(value = Task.LetterFailed.class, name = "letter_failed"),
    @JsonSubTypes.Type(value = Task.Lift.class, name = "lift"),
    @JsonSubTypes.Type(value = Task.Compensate.class, name = "compensate"),
    @JsonSubTypes.Type(value = Task.AppealPrepare.class, name = "appeal_prepare"),
    @JsonSubTypes.Type(value = Task.AppealAwait.class, name = "appeal_await"),
    @JsonSubTypes.Type(value = Task.AppealRemind.class, name = "appeal_remind"),
    @JsonSubTypes.Type(value = Task.AppealUndo.class, name = "appeal_undo"),
    @JsonSubTypes.Type(value = Task.AppealOverturn.class, name = "appeal_overturn"),
    @JsonSubTypes.Type(value = Task.AppealUphold.class, name = "appeal_uphold"),
    @JsonSubTypes.Type(value = Task.AppealLetter.class, name = "appeal_letter"),
    @JsonSubTypes.Type(value = Task.AppealLetterFailed.class, name = "appeal_letter_failed")
})
sealed interface Task {
    /** What the task is about, for the log. */
    String subject();

    /** Which enforcement an execution carries out: {@code input} is the execution's, a case or a request by hand. */
    record Assess(String execution, Map<String, Object> input) implements Task {
        public Assess {
            required("execution", execution);
            required("input", input);
        }

        @Override
        public String subject() {
            return execution;
        }
    }

    record RequestApproval(String enforcementId) implements OfEnforcement {
        public RequestApproval {
            required("enforcement_id", enforcementId);
        }
    }

    record AwaitApproval(String enforcementId, String taskToken) implements OfEnforcement {
        public AwaitApproval {
            required("enforcement_id", enforcementId);
            required("task_token", taskToken);
        }
    }

    record EscalateApproval(String enforcementId) implements OfEnforcement {
        public EscalateApproval {
            required("enforcement_id", enforcementId);
        }
    }

    record Reject(String enforcementId) implements OfEnforcement {
        public Reject {
            required("enforcement_id", enforcementId);
        }
    }

    record Preserve(String enforcementId) implements OfEnforcement {
        public Preserve {
            required("enforcement_id", enforcementId);
        }
    }

    record Apply(String enforcementId, SanctionKind kind) implements OfEnforcement {
        public Apply {
            required("enforcement_id", enforcementId);
            required("kind", kind);
        }
    }

    record Settle(String enforcementId) implements OfEnforcement {
        public Settle {
            required("enforcement_id", enforcementId);
        }
    }

    record Strike(String enforcementId) implements OfEnforcement {
        public Strike {
            required("enforcement_id", enforcementId);
        }
    }

    record Finish(String enforcementId) implements OfEnforcement {
        public Finish {
            required("enforcement_id", enforcementId);
        }
    }

    record Letter(String enforcementId) implements OfEnforcement {
        public Letter {
            required("enforcement_id", enforcementId);
        }
    }

    record LetterFailed(String enforcementId) implements OfEnforcement {
        public LetterFailed {
            required("enforcement_id", enforcementId);
        }
    }

    record Lift(String enforcementId) implements OfEnforcement {
        public Lift {
            required("enforcement_id", enforcementId);
        }
    }

    /** {@code cause} names the error that the workflow caught. */
    record Compensate(String enforcementId, String cause) implements OfEnforcement {
        public Compensate {
            required("enforcement_id", enforcementId);
            required("cause", cause);
        }
    }

    record AppealPrepare(String appealId) implements OfAppeal {
        public AppealPrepare {
            required("appeal_id", appealId);
        }
    }

    record AppealAwait(String appealId, String taskToken) implements OfAppeal {
        public AppealAwait {
            required("appeal_id", appealId);
            required("task_token", taskToken);
        }
    }

    record AppealRemind(String appealId) implements OfAppeal {
        public AppealRemind {
            required("appeal_id", appealId);
        }
    }

    record AppealUndo(String appealId, SanctionKind kind) implements OfAppeal {
        public AppealUndo {
            required("appeal_id", appealId);
            required("kind", kind);
        }
    }

    record AppealOverturn(String appealId) implements OfAppeal {
        public AppealOverturn {
            required("appeal_id", appealId);
        }
    }

    record AppealUphold(String appealId) implements OfAppeal {
        public AppealUphold {
            required("appeal_id", appealId);
        }
    }

    record AppealLetter(String appealId) implements OfAppeal {
        public AppealLetter {
            required("appeal_id", appealId);
        }
    }

    record AppealLetterFailed(String appealId) implements OfAppeal {
        public AppealLetterFailed {
            required("appeal_id", appealId);
        }
    }

    /** A task about one enforcement. */
    sealed interface OfEnforcement extends Task {
        String enforcementId();

        @Override
        default String subject() {
            return enforcementId();
        }
    }

    /** A task about one appeal. */
    sealed interface OfAppeal extends Task {
        String appealId();

        @Override
        default String subject() {
            return appealId();
        }
    }

    private static void required(String field, @Nullable Object value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw new BadInput(field, "is missing");
        }
    }
}
