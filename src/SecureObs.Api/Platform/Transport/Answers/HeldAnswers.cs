using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace SecureObs.Api.Platform.Transport.Answers;

/// <summary>
/// Holds answers of the API back until they are whole: they get their length, what was read gets a tag, and who has it
/// already gets 304 without it. The handler runs all the same: its rule lets the caller in, and the audit trail notes that
/// the caller was shown it. What is streamed or holds a secret is not held.
/// </summary>
internal static class HeldAnswers
{
    /// <summary>By what answers to one address differ.</summary>
    private static readonly string[] Varies = [HeaderNames.Authorization, Authentication.ApiKeyHandler.Header, HeaderNames.AcceptEncoding];

    public static void UseHeldAnswers(this WebApplication app)
    {
        var tags = app.Services.GetRequiredService<AnswerTags>();
        app.Use((context, next) => IsHeld(context) ? HoldAsync(context, next, tags) : next(context));
    }

    /// <summary>Whether an answer of this endpoint, asked for by GET, has a tag.</summary>
    public static bool IsTagged(IList<object> endpoint) => !endpoint.OfType<SecretShown>().Any() && !endpoint.OfType<AnswerStreamed>().Any();

    private static bool IsHeld(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") && !context.Has<SecretShown>() && !context.Has<AnswerStreamed>();

    private static async Task HoldAsync(HttpContext context, RequestDelegate next, AnswerTags tags)
    {
        var before = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var held = new HeldBody(before.Stream);
        var body = new StreamResponseBodyFeature(held, before);
        context.Features.Set<IHttpResponseBodyFeature>(body);
        try
        {
            await next(context);
            await body.CompleteAsync();
        }
        finally
        {
            // An exception leaves with nothing sent; whoever answers it finds the body as it was.
            context.Features.Set(before);
        }
        if (held.IsWhole && held.Held.Length > 0)
            await SendAsync(context, held, tags);
    }

    private static Task SendAsync(HttpContext context, HeldBody held, AnswerTags tags)
    {
        var (request, response) = (context.Request, context.Response);
        if (HttpMethods.IsGet(request.Method) && response.StatusCode == StatusCodes.Status200OK)
        {
            var tag = tags.Of(context, held.Held.Span);
            response.Headers.ETag = tag.ToString();
            response.Headers.Append(HeaderNames.Vary, Varies);
            if (context.Has<AnswerOfNobody>())
                response.Headers.CacheControl = "private, no-cache";
            if (AnswerTags.IsKnown(request, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                response.ContentType = null;
                return Task.CompletedTask;
            }
        }
        response.ContentLength = held.Held.Length;
        return held.LetGoAsync(context.RequestAborted);
    }
}
