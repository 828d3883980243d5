namespace SecureObs.Bench.Removals;

/// <summary>How requests come in and answers go out.</summary>
internal static class TransportRemovals
{
    private const string Transport = "SecureObs.Api/Platform/Transport/";
    private const string Limits = "SecureObs.Api/Platform/Limits/RateLimits.cs";

    public static Removal[] All { get; } =
    [
        new("HSTS", Transport + "SecurityHeaders.cs", "context.Response.Headers.StrictTransportSecurity = OnlyHttps", "_ = OnlyHttps", "HttpsTests"),
        new("nosniff on every answer", Transport + "SecurityHeaders.cs", "headers.XContentTypeOptions = \"nosniff\";", "", "HeadersTests"),
        new("no inline script", Transport + "SecurityHeaders.cs", "script-src 'self'", "script-src 'self' 'unsafe-inline'", "HeadersTests"),
        new("plain HTTP is not served", Transport + "RequestRules.cs", "if (!request.IsHttps && !settings.AllowsPlainHttp)", "if (request.Method.Length == 0)", "HttpsTests"),
        new("unknown hosts are refused", Transport + "RequestRules.cs", "!settings.Hosts.Contains(\"*\") && ", "request.Method.Length == 0 && ", "HttpsTests AnswersTests SettingsTests RawRequestTests HeadersTests"),
        new("unclear ends of a body are refused", Transport + "RequestRules.cs", "request.Headers.ContainsKey(\"X-Content-Length\")", "request.Method.Length == 0", "RawRequestTests"),
        new("the window of a compressed body is bounded", Transport + "Decompression.cs",
            "stream.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, WindowLog);", "_ = WindowLog;", "BombTests BodiesTests"),
        new("deep JSON is refused", "SecureObs.Api/ApiApp.cs", "json.SerializerOptions.MaxDepth = 32;", "", "BodiesTests"),
        new("a field that is there twice is refused", "SecureObs.Api/ApiApp.cs", "json.SerializerOptions.AllowDuplicateProperties = false;", "", "BodiesTests"),
        new("origins of CORS are exact", Transport + "CorsOrigins.cs", "origin => !IsAllowed(origin, environment.IsDevelopment())", "origin => origin.Length == 0", "CorsTests SettingsTests"),
        new("forwarded headers of anybody are not believed", Transport + "ForwardedAddresses.cs", "if (settings.Proxies.Count == 0)", "if (settings.HttpsPort == 0)", "HttpsTests LimitsTests SettingsTests"),
        new("the management port serves what is marked alone", Transport + "ManagementPort.cs", "!management.Received(context) || ", "true || ", "ManagementPortTests"),
        new("the result of isolation is for the management port", Transport + "ManagementPort.cs", "context.Resource is HttpContext http && management.Received(http)", "context.Resource is not null", "ManagementPortTests"),
        new("a person's requests are limited", Limits, "return budgets.People.Take(person);", "return null;", "LimitsTests"),
        new("a key's requests are limited", Limits, "return budgets.ApiKeys.Take(key);", "return null;", "LimitsTests"),
        new("guessing is limited", Limits, "budgets.FailedSignIns.Take(cell);", "_ = cell;", "LimitsTests"),
        new("a long row is not read again with each piece of it", "SecureObs.Api/Features/Findings/Ingest/RowStream.cs", "(int)Math.Clamp(rest.Length * 2, 1, LargestRow + 1)", "1", "RowStreamTests"),
        new("a row has an end", "SecureObs.Api/Features/Findings/Ingest/RowStream.cs", "if (rest.Length > LargestRow)", "if (rest.Length < 0)", "RowStreamTests LargeImportTests"),
        new("Retry-After", Limits, "context.Response.Headers[HeaderNames.RetryAfter] =", "_ =", "LimitsTests"),
    ];
}
