using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SecureObs.Cli.Drivers;

/// <summary>Reads the JSON of a tool: the members that a driver asks for, whatever else stands there.</summary>
internal static class Report
{
    /// <param name="shape">Of generated code, which native compilation needs.</param>
    /// <exception cref="UnreadableReportException">It is no JSON, or misses what the tool always writes.</exception>
    public static T Read<T>(Stream report, JsonTypeInfo<T> shape)
    {
        try
        {
            return JsonSerializer.Deserialize(report, shape) ?? throw new UnreadableReportException("the report is null");
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException or InvalidOperationException)
        {
            // The message of the exception may quote the report, and the report may hold secrets.
            throw new UnreadableReportException("the report is not what this tool writes", unreadable);
        }
    }

    /// <summary>The entries of a list, none of which may be missing.</summary>
    /// <exception cref="UnreadableReportException">One is null.</exception>
    public static IEnumerable<T> Each<T>(IEnumerable<T?> entries) where T : class =>
        entries.Select(entry => entry ?? throw new UnreadableReportException("the report is not what this tool writes"));
}
