package imprimatur.policy;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Limits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The policy in force, in one process. Until another is published it is the one that the build carries. A process that
 * is at work looks for a newer one every {@link Limits#POLICY_REFRESH} beside its requests, so that none waits for it;
 * one that had nothing to do looks before it decides, so that a publication is in force everywhere within
 * {@link Limits#POLICY_STALE}. A published policy that cannot be read, or is broken, changes nothing: the last good one
 * stays.
 */
public final class CurrentPolicy implements Supplier<Policy> {
    /** Is told why a published policy was not taken. */
    public interface Refusals {
        /** The policy is broken, as {@link PolicyLoader#load} says, one problem a line; told once. */
        void broken(String version, String problems);

        /** It could not be looked up; tried again soon. */
        void failed(RuntimeException failure);
    }

    private final Policy bundled;
    private final PolicySource source;
    private final Refusals refusals;
    private final Executor beside;
    private final InstantSource clock;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Policy current;
    private volatile Instant lookAt = Instant.MIN;
    private volatile Instant staleAt = Instant.MIN;
    private volatile @Nullable String refused;

    /**
     * Starts with a policy that nobody has published yet.
     *
     * @param beside runs a look-up while requests go on
     */
    public CurrentPolicy(Policy bundled, PolicySource source, Refusals refusals, Executor beside, InstantSource clock) {
        this.bundled = bundled;
        this.source = source;
        this.refusals = refusals;
        this.beside = beside;
        this.clock = clock;
        this.current = bundled;
    }

    @Override
    public Policy get() {
        var now = clock.instant();
        if (!now.isBefore(staleAt)) {
            look();
        } else if (!now.isBefore(lookAt) && looking.compareAndSet(false, true)) {
            beside.execute(() -> {
                try {
                    look();
                } finally {
                    looking.set(false);
                }
            });
        }
        return current;
    }

    /** What is made of the policy in force: made now, and again when another comes into force. */
    public <T> Supplier<T> each(Function<Policy, T> make) {
        return new Supplier<>() {
            private volatile Made<T> last = made(CurrentPolicy.this.get());

            @Override
            public T get() {
                var policy = CurrentPolicy.this.get();
                var made = last;
                if (made.of() != policy) {
                    made = made(policy);
                    last = made;
                }
                return made.value();
            }

            private Made<T> made(Policy policy) {
                return new Made<>(policy, make.apply(policy));
            }
        };
    }

    private record Made<T>(Policy of, T value) {}

    private synchronized void look() {
        var now = clock.instant();
        if (now.isBefore(lookAt)) {
            return;
        }
        try {
            var published = source.inForce();
            if (published.isEmpty()) {
                current = bundled;
            } else {
                take(published.get());
            }
        } catch (RuntimeException e) {
            refusals.failed(e);
        }
        lookAt = now.plus(Limits.POLICY_REFRESH);
        staleAt = now.plus(Limits.POLICY_STALE);
    }

    private void take(String version) {
        if (version.equals(current.version()) || version.equals(refused)) {
            return;
        }
        if (version.equals(bundled.version())) {
            current = bundled;
            return;
        }
        var edition =
                source.find(version).orElseThrow(() -> new IllegalStateException("no edition of what is in force"));
        try {
            var policy = PolicyLoader.load(version, edition.text());
            // Its rules are evaluated once here, and not first by a request.
            policy.decide(List.of(), Map.of());
            current = policy;
        } catch (BadInput e) {
            refused = version;
            refusals.broken(version, e.reason());
        }
    }
}
