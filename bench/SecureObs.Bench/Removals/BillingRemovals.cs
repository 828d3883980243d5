namespace SecureObs.Bench.Removals;

/// <summary>What keeps anybody from being given, or charged for, what they did not buy.</summary>
internal static class BillingRemovals
{
    private const string Signature = "SecureObs.Api/Features/Billing/Events/StripeSignature.cs";
    private const string Events = "SecureObs.Api/Features/Billing/Events/StripeEvents.cs";
    private const string Limits = "SecureObs.Api/Domain/Plans/PlanLimits.cs";

    public static Removal[] All { get; } =
    [
        new("an event is signed by Stripe", Signature, "CryptographicOperations.FixedTimeEquals(signature, expected)", "signature.Length > 0", "StripeEventTests"),
        new("an event that somebody kept is not taken later", Signature, "<= Tolerance.TotalSeconds", "<= double.MaxValue", "StripeEventTests"),
        new("an old answer of Stripe replaces no newer one", Events, "|| stored.Applied >= asked", "", "StripeEventTests StripeEventOrderTests"),
        new("nobody buys twice", "SecureObs.Api/Features/Billing/OpenCheckout.cs", "if (SubscriptionState.Of(bought, catalogue).IsRunning)", "if (customer.Length == 0)", "CheckoutTests"),
        new("the last place of a plan is given once", Limits, "        await MemberLock.TakeAsync(tx, ct);\n", "", "PlanLimitTests"),
        new("findings above the grace are refused", Limits, "added > 0 && now > grace", "added < 0", "PlanLimitTests"),
    ];
}
