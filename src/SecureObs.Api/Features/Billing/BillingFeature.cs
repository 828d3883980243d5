using SecureObs.Api.Domain.Erasing;
using SecureObs.Api.Features.Billing.Events;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Billing;

namespace SecureObs.Api.Features.Billing;

/// <summary>What an organisation's plan allows, and buying another one at Stripe. Without keys of Stripe nothing is sold.</summary>
internal static class BillingFeature
{
    public static IServiceCollection AddBilling(this IServiceCollection services, IConfiguration configuration)
    {
        var stripe = StripeSettings.Read(configuration);
        services.AddSingleton(new Billing(stripe));
        return stripe is null ? services : services
            // Not of the factory, which logs requests with what they carry.
            .AddSingleton(provider => new StripeApi(stripe, Client(), provider.GetRequiredService<ILogger<StripeApi>>()))
            .AddSingleton<StripeEventDoor>()
            .AddSingleton<StripeEvents>()
            .AddSingleton<ITenantEnding, CustomerEnding>()
            .AddScoped<Customers>()
            .AddScoped<Checkout>()
            .AddScoped<Portal>();
    }

    public static void MapBilling(this IEndpointRouteBuilder app)
    {
        app.MapGroup("/api/tenants/{tenantId}").WithTags("Billing").MapGetPlan();

        var billing = app.MapGroup("/api/tenants/{tenantId}/billing").WithTags("Billing").RequireAuthorization(Rules.Owner);
        billing.MapOpenCheckout();
        billing.MapOpenPortal();

        app.MapReceiveStripeEvent();
    }

    private static HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = StripeApi.Timeout,
    };
}
