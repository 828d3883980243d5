using System.Net;
using Stripe;
using Stripe.Checkout;

namespace SecureObs.Api.Features.Billing;

/// <summary>Stripe could not be asked, or gave no answer that can be used. Another time it may.</summary>
internal sealed class StripeAwayException(Exception cause) : Exception("Stripe could not be asked.", cause);

/// <summary>
/// What we ask of Stripe. Nothing of it is logged but the status and the code of a failure: a request carries the key, and
/// Stripe's sentences repeat what was sent.
/// </summary>
/// <param name="http">With a timeout; it logs nothing.</param>
internal sealed class StripeApi(StripeSettings settings, HttpClient http, ILogger<StripeApi> logger)
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private const string TenantMark = "tenant_id";
    private const string Missing = "resource_missing";
    private const int Page = 100;

    private readonly StripeClient stripe = new(new StripeClientOptions
    {
        ApiKey = settings.SecretKey.Reveal(),
        ApiBase = settings.ApiBase,
        HttpClient = new SystemNetHttpClient(http, maxNetworkRetries: 0, enableTelemetry: false),
    });

    /// <summary>Makes the customer of a tenant. Nothing but the tenant's id is told; what an invoice needs, Stripe asks the buyer for.</summary>
    /// <param name="instead">The one before, which was deleted.</param>
    public async Task<string> CreateCustomerAsync(Guid tenant, string? instead, CancellationToken ct) => (await AskAsync(() => stripe.V1.Customers.CreateAsync(
        new CustomerCreateOptions { Metadata = new() { [TenantMark] = $"{tenant}" } },
        // Two at once, and one that is repeated, are the same customer.
        Once($"secureobs-customer-{tenant}{(instead is null ? "" : $"-{instead}")}"), ct), ct)).Id;

    /// <summary>The subscriptions of a customer as they are now, of whatever state; null when the customer was deleted.</summary>
    public Task<List<Subscription>?> SubscriptionsAsync(string customer, CancellationToken ct) => AskAsync(async () =>
    {
        try
        {
            return (await stripe.V1.Subscriptions.ListAsync(new SubscriptionListOptions { Customer = customer, Status = "all", Limit = Page }, null, ct)).Data;
        }
        catch (StripeException refused) when (refused.StripeError?.Code is Missing)
        {
            // Of another account it would be missing too: only Stripe's word that it was deleted ends what was bought.
            if ((await stripe.V1.Customers.GetAsync(customer, null, null, ct)).Deleted is true)
                return (List<Subscription>?)null;
            throw;
        }
    }, ct);

    /// <summary>Deletes a customer with who they are, which ends their subscriptions at once. Repeating it is harmless.</summary>
    public Task DeleteCustomerAsync(string customer, CancellationToken ct) => AskAsync(async () =>
    {
        try
        {
            return (await stripe.V1.Customers.DeleteAsync(customer, null, null, ct)).Deleted is true;
        }
        catch (StripeException refused) when (refused.StripeError?.Code is Missing)
        {
            return true;   // deleted before, or of another account, where nothing of theirs can run
        }
    }, ct);

    public async Task<string> CheckOutAsync(Guid tenant, string customer, string price, CancellationToken ct)
    {
        var back = settings.ReturnTo(tenant);
        var more = back.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return (await AskAsync(() => stripe.V1.Checkout.Sessions.CreateAsync(new SessionCreateOptions
        {
            Mode = "subscription",
            Customer = customer,
            ClientReferenceId = $"{tenant}",
            LineItems = [new SessionLineItemOptions { Price = price, Quantity = 1 }],
            SubscriptionData = new() { Metadata = new() { [TenantMark] = $"{tenant}" } },
            SuccessUrl = $"{back}{more}checkout=done",
            CancelUrl = $"{back}{more}checkout=cancelled",
        }, Once($"secureobs-checkout-{Guid.NewGuid()}"), ct), ct)).Url;
    }

    public async Task<string> OpenPortalAsync(Guid tenant, string customer, CancellationToken ct) => (await AskAsync(() => stripe.V1.BillingPortal.Sessions.CreateAsync(
        new Stripe.BillingPortal.SessionCreateOptions { Customer = customer, ReturnUrl = settings.ReturnTo(tenant) }, Once($"secureobs-portal-{Guid.NewGuid()}"), ct), ct)).Url;

    private static RequestOptions Once(string key) => new() { IdempotencyKey = key };

    private async Task<T> AskAsync<T>(Func<Task<T>> question, CancellationToken ct)
    {
        try
        {
            return await question();
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            var refusal = exception as StripeException;
            logger.LogWarning("Stripe could not be asked: {Failure}, {Status}, {Code}.",
                exception.GetType().Name, refusal?.HttpStatusCode ?? default(HttpStatusCode), refusal?.StripeError?.Code ?? "no code");
            throw new StripeAwayException(exception);
        }
    }
}
