"""Starts MiniStack with the three adjustments that the local stack needs; see docs/adr/0001.

1. A failed function keeps its own error. MiniStack's Lambda proxy turns every answer but a 2xx into one
   `Runtime.HandlerError` whose message is a cut copy of the body, so that no Retry or Catch of a workflow could match
   the exception's class name. Here the body of a 500, `{"errorType": ..., "errorMessage": ...}`, is the function's
   error as on AWS, and a 429 is a throttle. Time-outs are kept by the host behind the proxy, which starts counting
   when the handler starts, as on AWS, and not while a process starts.
2. The claims of a JWT reach a function as API Gateway writes them: each a text, a list as `[a b]`. MiniStack passes
   lists and numbers on as they are, which AWS's own event type for Java refuses.
3. MiniStack ends when the process that started it does, however that ended: its standard input closes then.
"""

import json
import os
import sys
import threading
import urllib.error
import urllib.request

from ministack.app import main
from ministack.services import lambda_svc

# Queueing and the start of a process come on top of the function's own time-out.
GRACE_SECONDS = 120


def claim(value):
    if isinstance(value, list):
        return "[" + " ".join(claim(item) for item in value) + "]"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def with_claims_as_text(event):
    """The event of an HTTP API with its JWT's claims as text; any other event as it is."""
    match event:
        case {"requestContext": {"authorizer": {"jwt": {"claims": dict(claims)} as jwt} as authorizer} as context}:
            jwt = {**jwt, "claims": {name: claim(value) for name, value in claims.items()}}
            return {**event, "requestContext": {**context, "authorizer": {**authorizer, "jwt": jwt}}}
    return event


def proxy(func, event, url, request_id):
    config = func.get("config") or func
    headers = {
        "Content-Type": "application/json",
        "X-Amzn-Lambda-Function-Name": config.get("FunctionName", ""),
        "X-Amzn-Lambda-Function-Version": config.get("Version", "$LATEST"),
        "X-Amzn-Lambda-Function-Arn": config.get("FunctionArn", ""),
        "X-Amzn-Lambda-Request-Id": request_id,
    }
    body = json.dumps(with_claims_as_text(event), ensure_ascii=False).encode("utf-8")
    request = urllib.request.Request(url, data=body, headers=headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=int(config.get("Timeout") or 3) + GRACE_SECONDS) as answer:
            text = answer.read().decode("utf-8")
        return {"body": json.loads(text) if text else None}
    except urllib.error.HTTPError as e:
        if e.code == 429:
            return lambda_svc._throttle_response("ConcurrentInvocationLimitExceeded", "Rate Exceeded.")
        return {"body": json.loads(e.read()), "error": True}
    except (OSError, ValueError) as e:
        return {"body": {"errorType": "Runtime.Unavailable", "errorMessage": str(e)}, "error": True}


def end_with_parent():
    while os.read(0, 4096):
        pass
    os._exit(0)


if not callable(getattr(lambda_svc, "_execute_function_proxy", None)):
    sys.exit("this version of MiniStack has no Lambda proxy to adjust")
lambda_svc._execute_function_proxy = proxy
threading.Thread(target=end_with_parent, daemon=True).start()
main()
