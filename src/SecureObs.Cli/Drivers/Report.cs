using System.Text.Json;

namespace SecureObs.Cli.Drivers;

/// <summary>Reads the JSON of a tool: the members that a driver asks for, whatever else stands there.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <exception cref="UnreadableReportException">It is no JSON, or misses what the tool always writes.</exception>
    public static T Read<T>(Stream report)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(report, Options) ?? throw new UnreadableReportException("the report is null");
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            // The message of the exception may quote the report, and the report may hold secrets.
            throw new UnreadableReportException("the report is not what this tool writes", unreadable);
        }
    }
}
