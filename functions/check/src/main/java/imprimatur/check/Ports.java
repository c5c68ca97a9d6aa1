package imprimatur.check;

import imprimatur.accounts.AccountStore;
import imprimatur.base.DomainEvents;
import imprimatur.base.Tokens;
import imprimatur.policy.DecisionStore;
import imprimatur.policy.ImageMeasurer;
import imprimatur.policy.SecondOpinion;
import imprimatur.usage.AttemptStore;
import imprimatur.usage.CheckStore;
import imprimatur.usage.IdempotencyStore;
import imprimatur.usage.QuotaStore;

/** What a check needs of the outside. */
record Ports(
        AccountStore accounts,
        CheckStore checks,
        QuotaStore quotas,
        DecisionStore decisions,
        IdempotencyStore idempotency,
        AttemptStore attempts,
        Tokens tokens,
        SecondOpinion second,
        ImageMeasurer images,
        DomainEvents events) {}
