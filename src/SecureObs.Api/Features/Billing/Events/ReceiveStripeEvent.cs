using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;

namespace SecureObs.Api.Features.Billing.Events;

internal static class ReceiveStripeEvent
{
    private const int MaximumBytes = 256 * 1024;

    public static void MapReceiveStripeEvent(this IEndpointRouteBuilder app) => app
        .MapPost("/api/stripe/webhook", Handle)
        .WithTags("Billing")
        .WithSummary("Take in an event of Stripe, signed by it; repeating it is harmless")
        .RequireAuthorization(Rules.SignedBody)
        .WithMetadata(new RequestSizeLimitAttribute(MaximumBytes))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok, ProblemHttpResult>> Handle(HttpContext context, Billing billing, TimeProvider clock, CancellationToken ct)
    {
        if (billing.Stripe is not { } settings)
            return Problems.BillingOff();
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, ct);
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        if (!StripeSignature.IsGood(bytes.Span, context.Request.Headers["Stripe-Signature"], settings.WebhookSecret, clock.GetUtcNow())
            || StripeEvent.Read(bytes) is not { } note)
            return Problems.EventRefused();
        try
        {
            await context.RequestServices.GetRequiredService<StripeEvents>().HandleAsync(note, ct);
            return TypedResults.Ok();
        }
        catch (StripeAwayException)
        {
            return Problems.StripeUnavailable();
        }
    }
}
