using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Net.Http.Headers;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;

namespace SecureObs.Api.Platform.Limits;

/// <summary>
/// Slows callers down: each key and person by itself, and each address for what proves nothing. Wrong credentials have a
/// budget of their own, ten times smaller. docs/decisions says why each node counts for itself.
/// </summary>
internal static class RateLimits
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = LimitsSettings.Read(configuration);
        return services.AddSingleton(_ => new Budgets(settings));
    }

    /// <summary>Before credentials are looked at: an address that guessed too often is not heard.</summary>
    public static void UseGuessingLimit(this WebApplication app)
    {
        var budgets = app.Services.GetRequiredService<Budgets>();
        app.Use((context, next) => OffersWhatItsEndpointTakes(context) && budgets.FailedSignIns.Look(Cell(budgets, context)) is { } wait
            ? RefuseAsync(context, wait)
            : next(context));
    }

    /// <summary>After authentication and before authorization, which asks the database.</summary>
    public static void UseCallerLimits(this WebApplication app)
    {
        var budgets = app.Services.GetRequiredService<Budgets>();
        app.Use(async (context, next) =>
        {
            if (await TakeAsync(budgets, context) is { } wait)
                await RefuseAsync(context, wait);
            else
                await next(context);
        });
    }

    private static async Task<TimeSpan?> TakeAsync(Budgets budgets, HttpContext context)
    {
        // Authorization gets this answer again and does not ask the database twice.
        var user = TakesKeys(context) && (await context.AuthenticateAsync(ApiKeyHandler.SchemeName)).Principal is { } pipeline ? pipeline : context.User;
        if (Guid.TryParse(user.FindFirstValue(ApiKeyHandler.KeyClaim), out var key))
            return budgets.ApiKeys.Take(key);
        if (user.Identity is { IsAuthenticated: true } && user.PersonIdentity() is { } person)
            return budgets.People.Take(person);
        var cell = Cell(budgets, context);
        if (OffersWhatItsEndpointTakes(context))
            budgets.FailedSignIns.Take(cell);
        return budgets.Anonymous.Take(cell);
    }

    /// <summary>A key sent to an endpoint that looks at none guesses nothing: that is a client ahead of this version.</summary>
    private static bool OffersWhatItsEndpointTakes(HttpContext context)
    {
        var headers = context.Request.Headers;
        return Rule(context).Any() && headers.ContainsKey(TakesKeys(context) ? ApiKeyHandler.Header : HeaderNames.Authorization);
    }

    private static bool TakesKeys(HttpContext context) => Rule(context).Any(rule => Rules.TakesKeys(rule.Policy));

    private static IReadOnlyList<IAuthorizeData> Rule(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>() ?? [];

    private static int Cell(Budgets budgets, HttpContext context) => budgets.Cells.Of(context.Connection.RemoteIpAddress);

    /// <summary>Published clients repeat after <c>Retry-After</c>, and give up at once without it.</summary>
    private static Task RefuseAsync(HttpContext context, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers[HeaderNames.RetryAfter] = seconds.ToString(CultureInfo.InvariantCulture);
        return Problems.TooManyRequests(seconds).ExecuteAsync(context);
    }
}
