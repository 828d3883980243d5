using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace SecureObs.Api.Platform.Errors;

/// <summary>Answers an exception that no handler expected and logs it by its type, its state and its stack alone.</summary>
internal sealed class FailureHandler(ILogger<FailureHandler> logger) : IExceptionHandler
{
    private const string RetryAfterSeconds = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // A body that is cut off or too large: the framework's own answer carries its status.
        if (exception is BadHttpRequestException)
            return false;
        var state = (exception as PostgresException)?.SqlState ?? "none";
        if (Failure.Answer(exception) is not { } problem)
        {
            logger.LogError(exception, "A request failed, SQLSTATE {SqlState}.", state);
            return false;
        }
        logger.LogWarning("A request was answered with {Status}: {Type}, SQLSTATE {SqlState}.", problem.StatusCode, exception.GetType().Name, state);
        if (problem.StatusCode is StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        await problem.ExecuteAsync(httpContext);
        return true;
    }
}
