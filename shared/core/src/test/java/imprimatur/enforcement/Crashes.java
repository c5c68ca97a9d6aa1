package imprimatur.enforcement;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Breaks the process before or after any one call to a port, once; each call counts twice. */
public final class Crashes {
    private int calls;
    private int at = -1;

    /** The process ended there. */
    public static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Breaks at that count from now on. */
    public synchronized void arm(int count) {
        calls = 0;
        at = count;
    }

    /** Breaks no more, and says whether it had come to the break. */
    public synchronized boolean disarm() {
        var met = at >= 0 && calls > at;
        at = -1;
        return met;
    }

    /** The port, breakable. */
    public <T> T around(Class<T> port, T target) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, args) -> {
            tick();
            try {
                var answer = method.invoke(target, args);
                tick();
                return answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private synchronized void tick() {
        if (calls++ == at) {
            throw new Crash();
        }
    }
}
