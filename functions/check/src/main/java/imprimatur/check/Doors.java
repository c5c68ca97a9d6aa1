package imprimatur.check;

import imprimatur.accounts.AccountStore;
import imprimatur.aws.http.Router;
import java.time.InstantSource;

/** All routes of this function. */
record Doors(CheckDoor check, ModerationDoor moderation) {
    Doors(AccountStore accounts, CheckService service, String publicOrigin, InstantSource clock) {
        this(
                new CheckDoor(accounts, service, publicOrigin, clock),
                new ModerationDoor(accounts, service, publicOrigin, clock));
    }

    Router routes(Router router) {
        return moderation.routes(check.routes(router));
    }
}
