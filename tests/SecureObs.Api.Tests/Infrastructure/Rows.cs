using System.Text.Json.Nodes;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>Rows as published clients send them.</summary>
internal static class Rows
{
    public static JsonObject Universal(Guid project, string run, string rule = "B602", int line = 10, string severity = "HIGH", string path = "app/main.py") => new()
    {
        ["scanner"] = "bandit",
        ["ruleId"] = rule,
        ["filePath"] = "/workspace/" + path,
        ["codeSnippet"] = "subprocess.call(command, shell=True)",
        ["severity"] = severity,
        ["description"] = "subprocess call with shell=True identified, security issue.",
        ["cweIds"] = new JsonArray("CWE-78"),
        ["owaspCategories"] = null,
        ["startLine"] = line,
        ["endLine"] = line,
        ["projectId"] = project.ToString(),
        ["pipelineRunId"] = run,
        ["fingerprint"] = null,
        ["rawPayload"] = "{\"cut\": tru",
        ["scannerImageVersion"] = "1.2.18",
    };

    public static JsonObject Gitleaks(Guid project, string run, string match, string file = "config.env", int line = 3) => new()
    {
        ["ruleId"] = "aws-access-token",
        ["description"] = "AWS credential",
        ["file"] = "/workspace/" + file,
        ["startLine"] = line,
        ["endLine"] = line,
        ["fingerprint"] = $"/workspace/{file}:aws-access-token:{line}",
        ["match"] = match,
        ["projectId"] = project.ToString(),
        ["pipelineRunId"] = run,
        ["scannerImageVersion"] = "unknown",
    };

    public static JsonObject Semgrep(Guid project, string run, JsonNode? cwe, int line = 4, string path = "server.js") => new()
    {
        ["checkId"] = "javascript.express.xss",
        ["path"] = "/workspace/" + path,
        ["startLine"] = line,
        ["endLine"] = 0,
        ["severity"] = "ERROR",
        ["message"] = "User input reaches the page.",
        ["cwe"] = cwe,
        ["owasp"] = new JsonArray(),
        ["projectId"] = project.ToString(),
        ["pipelineRunId"] = run,
        ["scannerImageVersion"] = "1.2.18",
    };

    public static JsonArray Array(params JsonObject[] rows) => [.. rows];
}
