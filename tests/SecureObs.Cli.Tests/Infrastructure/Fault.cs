using System.Text;
using Microsoft.AspNetCore.Http;

namespace SecureObs.Cli.Tests.Infrastructure;

/// <summary>An answer that is none.</summary>
internal sealed class Fault(Func<HttpContext, Task> answer) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => answer(httpContext);

    /// <summary>A status without a body.</summary>
    public static Fault Status(int status, string? retryAfter = null) => new(http =>
    {
        http.Response.StatusCode = status;
        if (retryAfter is not null)
            http.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    });

    /// <summary>Half of a body that was announced as a whole one, then the connection is gone.</summary>
    public static Fault ResetInBody() => new(async http =>
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = 100;
        await http.Response.Body.WriteAsync(Encoding.ASCII.GetBytes("""{"ingested":"""));
        await http.Response.Body.FlushAsync();
        http.Abort();
    });

    /// <summary>A redirect to a page of a sign-in.</summary>
    public static Fault Redirect() => new(http =>
    {
        http.Response.Redirect("/signin");
        return http.Response.WriteAsync("<html>");
    });

    /// <summary>What a proxy shows in the place of the API.</summary>
    public static Fault Page(string contentType, string page) => new(http =>
    {
        http.Response.ContentType = contentType;
        return http.Response.WriteAsync(page);
    });

    /// <summary>An answer byte by byte.</summary>
    public static Fault Slow(string body) => new(async http =>
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        foreach (var character in body)
        {
            await http.Response.WriteAsync(character.ToString());
            await http.Response.Body.FlushAsync();
            await Task.Delay(5);
        }
    });
}
