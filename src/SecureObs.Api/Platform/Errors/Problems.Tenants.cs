using Microsoft.AspNetCore.Http.HttpResults;

namespace SecureObs.Api.Platform.Errors;

/// <summary>Refusals about an organisation: its people, its plan, its channels, its end.</summary>
internal static partial class Problems
{
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

    public static ProblemHttpResult StillMember() =>
        Refuse(StatusCodes.Status409Conflict, "still-member", "You are a member of an organisation: leave it, or delete it, first.");

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
}
