using Microsoft.AspNetCore.Http.HttpResults;

namespace SecureObs.Api.Platform.Errors;

/// <summary>Refusals of decisions about findings.</summary>
internal static partial class Problems
{
    public static ProblemHttpResult VexUnknown() =>
        Refuse(StatusCodes.Status400BadRequest, "vex-unknown", "The document is not OpenVEX: its @context must be https://openvex.dev/ns/v0.2.0.");

    public static ProblemHttpResult ExpiryInPast() =>
        Refuse(StatusCodes.Status400BadRequest, "expiry-in-past", "'expiresAt' must be in the future.");

    public static ProblemHttpResult ReasonMissing() =>
        Refuse(StatusCodes.Status400BadRequest, "reason-missing", "'reason' is needed to suppress a finding.");

    public static ProblemHttpResult EndWithoutSuppression() =>
        Refuse(StatusCodes.Status400BadRequest, "end-without-suppression", "'expiresAt', 'untilFixed' and 'untilChanged' say when a suppression ends: leave them out with another status.");

    /// <param name="scope">What the suppression is about, in words of ours.</param>
    public static ProblemHttpResult SuppressedWidely(string scope, string suppression) =>
        Refuse(StatusCodes.Status409Conflict, "suppressed-widely", $"A suppression of {scope} holds for the finding: lift that one, or leave the finding suppressed.",
            new() { ["suppressionId"] = suppression });

    public static ProblemHttpResult SeverityReasonMissing() =>
        Refuse(StatusCodes.Status400BadRequest, "severity-reason-missing", "'reason' is needed to say another severity than the tool's.");

    public static ProblemHttpResult AssigneeUnknown() =>
        Refuse(StatusCodes.Status400BadRequest, "assignee-unknown", "'memberId' must be a member of this organisation, or null for nobody.");

    public static ProblemHttpResult LinkInvalid() =>
        Refuse(StatusCodes.Status400BadRequest, "link-invalid", "'url' must be a whole address that begins with https:// and names no user or password.");

    public static ProblemHttpResult TooManyLinks(int most) =>
        Refuse(StatusCodes.Status409Conflict, "too-many-links", $"A finding has at most {most} links: remove one first.");

    public static ProblemHttpResult ViewNameTaken() =>
        Refuse(StatusCodes.Status409Conflict, "view-name-taken", "A view of this name exists: choose another name.");

    public static ProblemHttpResult TooManyViews(int most) =>
        Refuse(StatusCodes.Status409Conflict, "too-many-views", $"There are at most {most} views of a person, and as many shared ones: remove one first.");

    public static ProblemHttpResult ChangeUnclear() =>
        Refuse(StatusCodes.Status400BadRequest, "change-unclear", "Give 'ids', 'filter' or both, and one of 'status', 'assignee' and 'severity'.");

    public static ProblemHttpResult TooManyFindings(int most) =>
        Refuse(StatusCodes.Status400BadRequest, "too-many-findings", $"At most {most} findings are changed at once: narrow the filter.");

    public static ProblemHttpResult SelectionChanged(int matched) =>
        Refuse(StatusCodes.Status409Conflict, "selection-changed", $"{matched:N0} findings match by now: look at them again. Nothing was changed.", new() { ["matched"] = matched });

    public static ProblemHttpResult ChangeUndone() =>
        Refuse(StatusCodes.Status409Conflict, "change-undone", "The change was taken back already.");

    public static ProblemHttpResult NotOneFinding(string rule) =>
        Refuse(StatusCodes.Status409Conflict, "not-one-finding", $"These cannot become one finding: {rule}.");

    public static ProblemHttpResult NotTwoFindings() =>
        Refuse(StatusCodes.Status409Conflict, "not-two-findings", "The finding has this fingerprint alone: there is nothing that it could be told apart from.");

    public static ProblemHttpResult RuleAliasTaken() =>
        Refuse(StatusCodes.Status409Conflict, "rule-alias-taken", "This rule has another new name already: remove that alias first.");

    public static ProblemHttpResult TooManyRuleAliases(int most) =>
        Refuse(StatusCodes.Status409Conflict, "too-many-rule-aliases", $"An organisation has at most {most} rule aliases: remove some first.");

    public static ProblemHttpResult SuppressionScopeInvalid() =>
        Refuse(StatusCodes.Status400BadRequest, "suppression-scope-invalid",
            "'scope' path needs 'projectId' and 'pathPattern', rule-in-project 'projectId', 'scanner' and 'ruleId', rule 'scanner' and 'ruleId', and none takes more. One finding is suppressed by its status.");

    public static ProblemHttpResult SuppressionKindInvalid() =>
        Refuse(StatusCodes.Status400BadRequest, "suppression-kind-invalid", "'kind' must be false-positive, risk-accepted or wont-fix.");

    public static ProblemHttpResult PathPatternInvalid() =>
        Refuse(StatusCodes.Status400BadRequest, "path-pattern-invalid",
            "'pathPattern' must be a relative path with *, ** or ?, of at most 1,024 characters and 12 stars, that does not fit every file.");

    public static ProblemHttpResult SuppressionOver() =>
        Refuse(StatusCodes.Status409Conflict, "suppression-over", "The suppression has ended: make a new one.");

    public static ProblemHttpResult NoApprovalAsked() =>
        Refuse(StatusCodes.Status409Conflict, "no-approval-asked", "The suppression needs no approval, or has it: it can only be lifted.");

    public static ProblemHttpResult SecondPersonNeeded() =>
        Refuse(StatusCodes.Status403Forbidden, "second-person-needed", "Somebody else must approve it: nobody approves what they asked for themselves.");
}
