using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;

namespace SecureObs.Api.Features.Billing;

internal static class OpenPortal
{
    public static void MapOpenPortal(this IEndpointRouteBuilder billing) => billing
        .MapPost("/portal", Handle)
        .WithSummary("Change, pay or end what was bought: the answer is a page of Stripe")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<BillingPage>, ProblemHttpResult>> Handle(HttpContext context, Billing billing, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (billing.Stripe is null)
            return Problems.BillingOff();
        try
        {
            return await context.RequestServices.GetRequiredService<Portal>().OpenAsync(ct);
        }
        catch (StripeAwayException)
        {
            return Problems.StripeUnavailable();
        }
    }
}

internal sealed class Portal(StripeApi stripe, Customers customers, Caller caller, AuditTrail audit)
{
    public async Task<Results<Ok<BillingPage>, ProblemHttpResult>> OpenAsync(CancellationToken ct)
    {
        var entry = audit.NewEntry();
        var (customer, refusal) = await customers.FindAsync(ct);
        if (refusal is not null)
            return refusal;
        if (customer is null)
            return Problems.NothingBought();
        customer = await customers.KeepAsync(customer, customer, entry, AuditActions.PortalOpened, new Dictionary<string, string?>(), ct);
        return TypedResults.Ok(new BillingPage(await stripe.OpenPortalAsync(caller.TenantId, customer, ct)));
    }
}
