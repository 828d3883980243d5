namespace SecureObs.Api.Platform.Errors;

internal static class Errors
{
    public static IServiceCollection AddErrors(this IServiceCollection services) => services
        .AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            // The server found the limit while somebody read the body.
            if (context.ProblemDetails is { Status: StatusCodes.Status413PayloadTooLarge, Detail: null } problem)
                (problem.Type, problem.Detail) = (Problems.BodyTooLarge().ProblemDetails.Type, Problems.BodyTooLarge().ProblemDetails.Detail);
        })
        .AddExceptionHandler<FailureHandler>()
        // A malformed body is the client's fault in every environment, not an exception page in Development.
        .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);

    /// <summary>Every error leaves as application/problem+json: thrown, unmatched or refused.</summary>
    public static WebApplication UseErrors(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = exception => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
            // FailureHandler has logged it; the framework would do so with the message.
            SuppressDiagnosticsCallback = _ => true,
        });
        app.UseStatusCodePages();
        return app;
    }
}
