using Microsoft.AspNetCore.Http.HttpResults;

namespace SecureObs.Api.Platform.Errors;

/// <summary>
/// Every refusal that a client can branch on. The code is contract; the sentence says what to change and never repeats
/// data. docs/errors.md lists them and a test keeps the two equal.
/// </summary>
internal static class Problems
{
    private const string ArchivedDetail = "The project is archived: it takes no findings, opens no run and gets no key. An admin can restore it.";

    /// <summary>The answer for what does not exist and for what belongs to another tenant or project: the same words.</summary>
    public static ProblemHttpResult NotFound() =>
        Refuse(StatusCodes.Status404NotFound, "not-found", "There is nothing here, or your credential does not reach it.");

    public static ProblemHttpResult RoleMissing(string role) =>
        Refuse(StatusCodes.Status403Forbidden, "role-missing", $"This needs the role {role}. An owner or admin of the organisation can give it.");

    /// <param name="end">When everything is deleted, in UTC.</param>
    public static ProblemHttpResult TenantEnding(string end) =>
        Refuse(StatusCodes.Status410Gone, "tenant-ending", $"The organisation is closed and is deleted after {end} UTC. An owner can take that back until then.");

    public static ProblemHttpResult NameDiffers() =>
        Refuse(StatusCodes.Status400BadRequest, "name-differs", "'name' must be the name of what is deleted, exactly as it is shown.");

    public static ProblemHttpResult ArchiveInWork() =>
        Refuse(StatusCodes.Status409Conflict, "archive-in-work", "An archive is being written: wait for it, or remove it.");

    public static ProblemHttpResult ArchiveUnfinished() =>
        Refuse(StatusCodes.Status409Conflict, "archive-unfinished", "The archive is not written to its end: there is nothing to fetch yet.");

    /// <param name="least">What the plan keeps.</param>
    public static ProblemHttpResult RetentionTooShort(int least) =>
        Refuse(StatusCodes.Status409Conflict, "retention-too-short", $"The plan keeps everything for {least} days: 'days' can be more, not less.");

    public static ProblemHttpResult NotArchived() =>
        Refuse(StatusCodes.Status409Conflict, "project-not-archived", "Only an archived project is deleted: archive it first.");

    public static ProblemHttpResult StillMember() =>
        Refuse(StatusCodes.Status409Conflict, "still-member", "You are a member of an organisation: leave it, or delete it, first.");

    public static ProblemHttpResult ExportNotAllowed() =>
        Refuse(StatusCodes.Status403Forbidden, "export-not-allowed", "This API key may not export findings. An admin can create one that may.");

    public static ProblemHttpResult RunOutOfReach() =>
        Refuse(StatusCodes.Status403Forbidden, "run-out-of-reach", "This credential is good for the run and the branch of its token, and for no other.");

    /// <summary>The same for every reason: whoever has some token learns nothing of rules and projects.</summary>
    public static ProblemHttpResult TokenRefused() =>
        Refuse(StatusCodes.Status401Unauthorized, "token-refused", "No trust rule of this project takes the token for this run. An admin can try its claims on the project's page Keyless pipelines.");

    public static ProblemHttpResult IssuerUnavailable() =>
        Refuse(StatusCodes.Status503ServiceUnavailable, "issuer-unavailable", "The issuer of the token cannot be asked for its keys at the moment. Try again.");

    /// <param name="rule">Says what to change.</param>
    public static ProblemHttpResult TrustRuleInvalid(string field, string rule) =>
        Refuse(StatusCodes.Status400BadRequest, "trust-rule-invalid", $"'{field}' {rule}.", new() { ["field"] = field });

    public static ProblemHttpResult TooManyTrustRules(int most) =>
        Refuse(StatusCodes.Status409Conflict, "too-many-trust-rules", $"A project has at most {most} trust rules: revoke one first.");

    public static ProblemHttpResult RowInvalid(int row, string field, string rule) =>
        Refuse(StatusCodes.Status400BadRequest, "row-invalid", $"Row {row}: '{field}' {rule}. Nothing of this request was stored.",
            new() { ["row"] = row, ["field"] = field });

    public static ProblemHttpResult TopologyInvalid(string rule) =>
        Refuse(StatusCodes.Status400BadRequest, "topology-invalid", $"The topology cannot be taken: {rule}. Nothing was stored.");

    public static ProblemHttpResult VexUnknown() =>
        Refuse(StatusCodes.Status400BadRequest, "vex-unknown", "The document is not OpenVEX: its @context must be https://openvex.dev/ns/v0.2.0.");

    public static ProblemHttpResult BodyNotAnArray() =>
        Refuse(StatusCodes.Status400BadRequest, "body-not-an-array", "The body must be a JSON array of findings, at most 32 levels deep.");

    public static ProblemHttpResult TooManyRows(int limit) =>
        Refuse(StatusCodes.Status413PayloadTooLarge, "too-many-rows", $"At most {limit} rows a request: split the batch.");

    /// <param name="rows">How many rows are stored: the number of the next one.</param>
    public static ProblemHttpResult ImportElsewhere(int rows) =>
        Refuse(StatusCodes.Status409Conflict, "import-elsewhere", $"The import stands at row {rows}: send what comes from there on with firstRow={rows}, or the whole again. Two requests must not send it at once.",
            new() { ["rows"] = rows });

    /// <summary>A row of an import that cannot be kept. What came before it is stored.</summary>
    public static ProblemHttpResult ImportRowInvalid(string import, int row, string field, string rule, int rows) =>
        Refuse(StatusCodes.Status400BadRequest, "import-row-invalid", $"Row {row}: '{field}' {rule}. The {rows} rows before are stored: correct it, and send what comes from there on with importId={import} and firstRow={rows}.",
            new() { ["row"] = row, ["field"] = field, ["rows"] = rows, ["importId"] = import });

    public static ProblemHttpResult CursorInvalid() =>
        Refuse(StatusCodes.Status400BadRequest, "cursor-invalid", "'after' must be a 'next' of an earlier answer: start without it.");

    public static ProblemHttpResult QueryInvalid(string parameter, string rule) =>
        Refuse(StatusCodes.Status400BadRequest, "query-invalid", $"'{parameter}' {rule}.");

    public static ProblemHttpResult ApiKeyNameTaken() =>
        Refuse(StatusCodes.Status409Conflict, "api-key-name-taken", "A key of this name exists: choose another name.");

    public static ProblemHttpResult SignInUnavailable() =>
        Refuse(StatusCodes.Status503ServiceUnavailable, "sign-in-unavailable", "Microsoft Entra ID cannot be asked for its keys now: try again.");

    public static ProblemHttpResult TooManyTenants(int most) =>
        Refuse(StatusCodes.Status409Conflict, "too-many-tenants", $"One person can make {most} organisations, and you have. Ask an owner of another to invite you.");

    public static ProblemHttpResult OwnerNeeded() =>
        Refuse(StatusCodes.Status403Forbidden, "owner-needed", "Only an owner can make, change, remove or invite an owner.");

    public static ProblemHttpResult LastOwner() =>
        Refuse(StatusCodes.Status409Conflict, "last-owner", "An organisation always has an owner: make somebody else an owner first.");

    public static ProblemHttpResult AlreadyMember() =>
        Refuse(StatusCodes.Status409Conflict, "already-member", "You are a member of this organisation already. The invitation is still good for somebody else.");

    public static ProblemHttpResult ProjectNameTaken() =>
        Refuse(StatusCodes.Status409Conflict, "project-name-taken", "A project of this name exists, perhaps an archived one: choose another name.");

    /// <param name="limit">What is limited: projects, members or findings.</param>
    /// <param name="instead">What to do, as sentences.</param>
    public static ProblemHttpResult PlanLimit(string limit, int most, int used, string instead) =>
        Refuse(StatusCodes.Status402PaymentRequired, "plan-limit", $"The plan allows {most} {limit}, and {used} are used. {instead}",
            new() { ["limit"] = limit, ["most"] = most, ["used"] = used });

    public static ProblemHttpResult BillingOff() =>
        Refuse(StatusCodes.Status404NotFound, "billing-off", "This installation sells no plans.");

    public static ProblemHttpResult PlanUnknown() =>
        Refuse(StatusCodes.Status400BadRequest, "plan-unknown", "'plan' must be the key of a plan that can be bought.");

    public static ProblemHttpResult AlreadySubscribed() =>
        Refuse(StatusCodes.Status409Conflict, "already-subscribed", "The organisation has a subscription: change or end it in the billing portal.");

    public static ProblemHttpResult NothingBought() =>
        Refuse(StatusCodes.Status409Conflict, "nothing-bought", "The organisation has bought nothing yet: choose a plan first.");

    public static ProblemHttpResult StripeUnavailable() =>
        Refuse(StatusCodes.Status503ServiceUnavailable, "stripe-unavailable", "Stripe cannot be asked now. Nothing was changed: try again.");

    /// <summary>Which of it is wrong is not said: whoever may send events knows.</summary>
    public static ProblemHttpResult EventRefused() =>
        Refuse(StatusCodes.Status400BadRequest, "event-refused", "The body is no event that Stripe signed within the last five minutes.");

    public static ProblemHttpResult ProjectArchived() =>
        Refuse(StatusCodes.Status409Conflict, "project-archived", ArchivedDetail);

    /// <summary>To a pipeline that asks what to run. Published clients stop at 404, and at 409 go on with scanners of their own choice.</summary>
    public static ProblemHttpResult ProjectArchivedForPipeline() =>
        Refuse(StatusCodes.Status404NotFound, "project-archived", ArchivedDetail);

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

    public static ProblemHttpResult SourceLinkInvalid() =>
        Refuse(StatusCodes.Status400BadRequest, "source-link-invalid", "The link to the source must be an address under https:// with {path}; {commit}, {line} and {endLine} are filled in too, behind the host.");

    public static ProblemHttpResult ChangeUnclear() =>
        Refuse(StatusCodes.Status400BadRequest, "change-unclear", "Give 'ids', 'filter' or both, and one of 'status', 'assignee' and 'severity'.");

    public static ProblemHttpResult TooManyFindings(int most) =>
        Refuse(StatusCodes.Status400BadRequest, "too-many-findings", $"At most {most} findings are changed at once: narrow the filter.");

    public static ProblemHttpResult SelectionChanged(int matched) =>
        Refuse(StatusCodes.Status409Conflict, "selection-changed", $"{matched:N0} findings match by now: look at them again. Nothing was changed.", new() { ["matched"] = matched });

    public static ProblemHttpResult ChangeUndone() =>
        Refuse(StatusCodes.Status409Conflict, "change-undone", "The change was taken back already.");

    public static ProblemHttpResult ManifestInvalid() =>
        Refuse(StatusCodes.Status400BadRequest, "manifest-invalid", "The body must be left out, or be an object with 'scanners': at most 200, each with 'scanner', 'status' and 'target'.");

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

    public static ProblemHttpResult WebhookRefused(string rule) =>
        Refuse(StatusCodes.Status400BadRequest, "webhook-refused", $"Checkpoints cannot be sent to this address: {rule}.");

    /// <summary>The address is not repeated: it may be a secret.</summary>
    public static ProblemHttpResult ChannelAddressInvalid(string rule) =>
        Refuse(StatusCodes.Status400BadRequest, "channel-address-invalid", $"Nothing can be sent to this address: {rule}.");

    public static ProblemHttpResult TooManyChannels(int most) =>
        Refuse(StatusCodes.Status409Conflict, "too-many-channels", $"An organisation has at most {most} channels: remove one first.");

    public static ProblemHttpResult MailOff() =>
        Refuse(StatusCodes.Status409Conflict, "mail-off", "This installation sends no mail: its operator has named no mail server.");

    public static ProblemHttpResult OwnAddressMissing() =>
        Refuse(StatusCodes.Status409Conflict, "own-address-missing", "The name with which you sign in is no e-mail address, so there is nowhere to write to.");

    public static ProblemHttpResult ChannelUnsigned() =>
        Refuse(StatusCodes.Status409Conflict, "channel-unsigned", "Only webhooks have a signing key.");

    public static ProblemHttpResult ChannelPaused() =>
        Refuse(StatusCodes.Status409Conflict, "channel-paused", "The channel is paused: let it go on first.");

    public static ProblemHttpResult DeliveryWaiting() =>
        Refuse(StatusCodes.Status409Conflict, "delivery-waiting", "The message waits to be sent already.");

    public static ProblemHttpResult ScannerUnknown() =>
        Refuse(StatusCodes.Status400BadRequest, "scanner-unknown", "'enabled' names a scanner that is not in the catalogue, or one twice.");

    /// <summary>Not 404: the project is there, and a gate that does not find its run must not look like one that lets pass.</summary>
    public static ProblemHttpResult RunUnknown() =>
        Refuse(StatusCodes.Status409Conflict, "run-unknown", "The project has no run with this 'pipelineRunId': scan first, with the same id.");

    public static ProblemHttpResult RunOpen() =>
        Refuse(StatusCodes.Status409Conflict, "run-open", "The run is not closed, so its scan has not ended. Wait for it, or close the run when nothing more will come.");

    public static ProblemHttpResult GatePolicyInvalid(string rule) =>
        Refuse(StatusCodes.Status400BadRequest, "gate-policy-invalid", $"The policy cannot be used: {rule}.");

    public static ProblemHttpResult GatePolicyChanged() =>
        Refuse(StatusCodes.Status409Conflict, "gate-policy-changed", "'baseVersion' is not the version that holds now. Read the policy again, then repeat.");

    public static ProblemHttpResult HttpsRequired() =>
        Refuse(StatusCodes.Status400BadRequest, "https-required", "Use https://. A credential that was sent over plain HTTP may have been read: replace it.");

    public static ProblemHttpResult HostUnknown() =>
        Refuse(StatusCodes.Status400BadRequest, "host-unknown", "This installation is not reached under that host name: use the address of its dashboard.");

    public static ProblemHttpResult BodyLengthUnclear() =>
        Refuse(StatusCodes.Status400BadRequest, "body-length-unclear", "Send Content-Length or Transfer-Encoding, not both.");

    public static ProblemHttpResult BodyTooLarge() =>
        Refuse(StatusCodes.Status413PayloadTooLarge, "body-too-large", "The body is larger than this endpoint takes, compressed or not: send less at once.");

    public static ProblemHttpResult EncodingUnsupported() =>
        Refuse(StatusCodes.Status415UnsupportedMediaType, "encoding-unsupported", "Send the body plain, or compressed once as gzip, br or zstd.");

    public static ProblemHttpResult ContentTypeUnsupported() =>
        Refuse(StatusCodes.Status415UnsupportedMediaType, "content-type-unsupported", "Send the body as application/json in UTF-8.");

    public static ProblemHttpResult TooManyRequests(int seconds) =>
        Refuse(StatusCodes.Status429TooManyRequests, "too-many-requests", $"Too many requests: come back in {seconds} s, as Retry-After says.");

    /// <summary>Where it stood is not said: a field's content is nothing to repeat.</summary>
    public static ProblemHttpResult LooksLikeKey() =>
        Refuse(StatusCodes.Status400BadRequest, "looks-like-key",
            "A text of the request looks like a SecureObs key. Nothing was stored. If it is one, revoke it: it was sent where it does not belong.");

    /// <summary>The database refused because of another row. Which one is not said: it may not be the caller's to know.</summary>
    public static ProblemHttpResult Conflict() =>
        Refuse(StatusCodes.Status409Conflict, "conflict", "This collides with something that exists or has just changed: read it again, then repeat.");

    public static ProblemHttpResult ValueInvalid() =>
        Refuse(StatusCodes.Status400BadRequest, "value-invalid", "A value of the request cannot be stored.");

    public static ProblemHttpResult Unavailable() =>
        Refuse(StatusCodes.Status503ServiceUnavailable, "unavailable", "The service is busy or restarting: repeat the request after the time in 'Retry-After'.");

    private static ProblemHttpResult Refuse(int status, string code, string detail, Dictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(detail, statusCode: status, type: $"https://docs.secureobs.com/errors#{code}", extensions: extensions);
}
