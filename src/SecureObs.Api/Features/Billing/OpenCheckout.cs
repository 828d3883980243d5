using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain.Plans;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;

namespace SecureObs.Api.Features.Billing;

/// <param name="Plan">The key of a plan that can be bought.</param>
public sealed record CheckoutRequest([property: Required, StringLength(120)] string Plan);

/// <param name="Url">At Stripe, for this person now.</param>
public sealed record BillingPage(string Url);

internal static class OpenCheckout
{
    public static void MapOpenCheckout(this IEndpointRouteBuilder billing) => billing
        .MapPost("/checkout", Handle)
        .WithSummary("Buy a plan: the answer is a page of Stripe; the plan holds when Stripe says that it was bought")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<BillingPage>, ProblemHttpResult>> Handle(
        CheckoutRequest request, HttpContext context, Billing billing, PlanCatalogue catalogue, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (billing.Stripe is null)
            return Problems.BillingOff();
        if (catalogue.Find(request.Plan) is not { PriceId: not null } plan)
            return Problems.PlanUnknown();
        try
        {
            return await context.RequestServices.GetRequiredService<Checkout>().OpenAsync(plan, ct);
        }
        catch (StripeAwayException)
        {
            return Problems.StripeUnavailable();
        }
    }
}

internal sealed class Checkout(StripeApi stripe, Customers customers, PlanCatalogue catalogue, Caller caller, AuditTrail audit)
{
    public async Task<Results<Ok<BillingPage>, ProblemHttpResult>> OpenAsync(Plan plan, CancellationToken ct)
    {
        var entry = audit.NewEntry();
        var (known, refusal) = await customers.FindAsync(ct);
        if (refusal is not null)
            return refusal;
        var customer = known;
        if (customer is not null)
        {
            // Asked, not remembered: what was bought a moment ago may not have been told us yet.
            var bought = await stripe.SubscriptionsAsync(customer, ct);
            if (SubscriptionState.Of(bought, catalogue).IsRunning)
                return Problems.AlreadySubscribed();
            customer = bought is null ? null : customer;
        }
        customer ??= await stripe.CreateCustomerAsync(caller.TenantId, instead: known, ct);
        customer = await customers.KeepAsync(customer, known, entry, AuditActions.CheckoutOpened, new Dictionary<string, string?> { ["plan"] = plan.Key }, ct);
        return TypedResults.Ok(new BillingPage(await stripe.CheckOutAsync(caller.TenantId, customer, plan.PriceId!, ct)));
    }
}
