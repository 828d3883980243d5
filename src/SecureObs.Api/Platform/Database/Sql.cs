using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;

namespace SecureObs.Api.Platform.Database;

/// <summary>
/// Makes a command of an interpolated string. Every hole becomes a parameter, except a hole that is itself such a
/// string: it is a piece of the statement with parameters of its own. Nothing here takes a plain string, so text from
/// outside cannot become SQL.
/// </summary>
internal static class Sql
{
    /// <summary>The piece that adds nothing.</summary>
    public static readonly FormattableString Nothing = $"";

    /// <summary>How many rows a <c>limit</c> lets through, in the statement itself: a kept plan for any number expects a tenth of all.</summary>
    public static FormattableString Rows(int count) => FormattableStringFactory.Create(count.ToString(CultureInfo.InvariantCulture));

    public static NpgsqlBatchCommand Command(FormattableString sql)
    {
        var command = new NpgsqlBatchCommand();
        command.CommandText = Render(sql, command.Parameters);
        return command;
    }

    private static string Render(FormattableString sql, NpgsqlParameterCollection parameters)
    {
        var pieces = new object[sql.ArgumentCount];
        for (var i = 0; i < pieces.Length; i++)
            pieces[i] = sql.GetArgument(i) is FormattableString nested ? Render(nested, parameters) : Parameter(sql.GetArgument(i), parameters);
        return string.Format(null, sql.Format, pieces);
    }

    private static string Parameter(object? value, NpgsqlParameterCollection parameters)
    {
        parameters.Add(new NpgsqlParameter { Value = Stored(value) });
        return $"${parameters.Count}";
    }

    /// <summary>Enumerations are stored as smallint, and no text has a NUL.</summary>
    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        Enum => Convert.ToInt16(value, null),
        string text => StoredText.Of(text),
        string?[] texts => Array.ConvertAll(texts, text => text is null ? null : StoredText.Of(text)),
        _ => value,
    };
}
