using Microsoft.AspNetCore.Http.HttpResults;

namespace SecureObs.Api.Platform.Errors;

/// <summary>
/// Every refusal that a client can branch on. The code is contract; the sentence says what to change and never repeats
/// data. docs/errors.md lists them and a test keeps the two equal. Here is what any request can get; the other files have what is about one thing.
/// </summary>
internal static partial class Problems
{
    /// <summary>The answer for what does not exist and for what belongs to another tenant or project: the same words.</summary>
    public static ProblemHttpResult NotFound() =>
        Refuse(StatusCodes.Status404NotFound, "not-found", "There is nothing here, or your credential does not reach it.");

    public static ProblemHttpResult RoleMissing(string role) =>
        Refuse(StatusCodes.Status403Forbidden, "role-missing", $"This needs the role {role}. An owner or admin of the organisation can give it.");

    public static ProblemHttpResult CursorInvalid() =>
        Refuse(StatusCodes.Status400BadRequest, "cursor-invalid", "'after' must be a 'next' of an earlier answer: start without it.");

    public static ProblemHttpResult QueryInvalid(string parameter, string rule) =>
        Refuse(StatusCodes.Status400BadRequest, "query-invalid", $"'{parameter}' {rule}.");

    public static ProblemHttpResult HttpsRequired() =>
        Refuse(StatusCodes.Status400BadRequest, "https-required", "Use https://. A credential that was sent over plain HTTP may have been read: replace it.");

    public static ProblemHttpResult HostUnknown() =>
        Refuse(StatusCodes.Status400BadRequest, "host-unknown", "This installation is not reached under that host name: use the address of its dashboard.");

    public static ProblemHttpResult BodyLengthUnclear() =>
        Refuse(StatusCodes.Status400BadRequest, "body-length-unclear", "Send Content-Length or Transfer-Encoding, not both.");

    public static ProblemHttpResult BodyTooLarge() =>
        Refuse(StatusCodes.Status413PayloadTooLarge, "body-too-large", "The body is larger than this endpoint takes, compressed or not: send less at once.");

    public static ProblemHttpResult EncodingUnsupported() =>
        Refuse(StatusCodes.Status415UnsupportedMediaType, "encoding-unsupported", "Send the body plain, or compressed once as gzip, br or zstd.");

    public static ProblemHttpResult ContentTypeUnsupported() =>
        Refuse(StatusCodes.Status415UnsupportedMediaType, "content-type-unsupported", "Send the body as application/json in UTF-8.");

    public static ProblemHttpResult TooManyRequests(int seconds) =>
        Refuse(StatusCodes.Status429TooManyRequests, "too-many-requests", $"Too many requests: come back in {seconds} s, as Retry-After says.");

    /// <summary>Where it stood is not said: a field's content is nothing to repeat.</summary>
    public static ProblemHttpResult LooksLikeKey() =>
        Refuse(StatusCodes.Status400BadRequest, "looks-like-key",
            "A text of the request looks like a SecureObs key. Nothing was stored. If it is one, revoke it: it was sent where it does not belong.");

    /// <summary>The database refused because of another row. Which one is not said: it may not be the caller's to know.</summary>
    public static ProblemHttpResult Conflict() =>
        Refuse(StatusCodes.Status409Conflict, "conflict", "This collides with something that exists or has just changed: read it again, then repeat.");

    public static ProblemHttpResult ValueInvalid() =>
        Refuse(StatusCodes.Status400BadRequest, "value-invalid", "A value of the request cannot be stored.");

    public static ProblemHttpResult Unavailable() =>
        Refuse(StatusCodes.Status503ServiceUnavailable, "unavailable", "The service is busy or restarting: repeat the request after the time in 'Retry-After'.");

    private static ProblemHttpResult Refuse(int status, string code, string detail, Dictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(detail, statusCode: status, type: $"https://docs.secureobs.com/errors#{code}", extensions: extensions);
}
