using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;

namespace SecureObs.Api.Platform.Errors;

/// <summary>
/// What an exception means for the caller. The database's words stay here: its messages, details and constraint names
/// speak of rows, and a host's name is nobody's business.
/// </summary>
internal static class Failure
{
    /// <returns>Null for a fault of ours: 500 with nothing but a trace id.</returns>
    public static ProblemHttpResult? Answer(Exception exception) => exception switch
    {
        RunOutOfReachException => Problems.RunOutOfReach(),
        PostgresException { SqlState: "23505" or "23503" or "23P01" } => Problems.Conflict(),
        PostgresException { SqlState: "23502" or "23514" } => Problems.ValueInvalid(),
        PostgresException { SqlState: ['2', '2', ..] } => Problems.ValueInvalid(),
        _ when IsUnavailable(exception) => Problems.Unavailable(),
        _ => null,
    };

    /// <summary>
    /// The database is away, restarts, is overloaded or took too long. Classes of SQLSTATE: 08 connection, 53 resources,
    /// 57 operator intervention (a statement that was cut off by its time limit among them), 40 rolled back.
    /// https://www.postgresql.org/docs/current/errcodes-appendix.html
    /// </summary>
    private static bool IsUnavailable(Exception exception) => exception switch
    {
        PostgresException postgres => postgres.SqlState is ['0', '8', ..] or ['5', '3', ..] or ['5', '7', ..] or ['4', '0', ..]
            || TransientErrors.Includes(postgres),
        NpgsqlException { InnerException: TimeoutException or IOException or System.Net.Sockets.SocketException } => true,
        NpgsqlException npgsql => TransientErrors.Includes(npgsql),
        TimeoutException or System.Net.Sockets.SocketException => true,
        _ => false,
    };
}
