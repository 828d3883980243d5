using Npgsql;

namespace SecureObs.Api.Platform.Telemetry;

/// <summary>
/// An exception as it may be written down: the types, the SQLSTATE and the stack. Messages stay away, because libraries
/// put values, statements and addresses into them.
/// </summary>
internal sealed class PlainException : Exception
{
    private readonly string stack;

    private PlainException(string message, string stack) : base(message) => this.stack = stack;

    public override string? StackTrace => stack;

    public static PlainException Of(Exception exception) =>
        exception as PlainException ?? new(string.Join(" < ", Chain(exception).Select(Name)), exception.StackTrace ?? "");

    public override string ToString() => stack.Length == 0 ? Message : $"{Message}{Environment.NewLine}{stack}";

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (Exception? each = exception; each is not null; each = each.InnerException)
            yield return each;
    }

    private static string Name(Exception exception) =>
        exception is PostgresException postgres ? $"{exception.GetType().FullName} ({postgres.SqlState})" : exception.GetType().FullName!;
}
