namespace SecureObs.Local.Postgres;

/// <summary>A PostgreSQL that somebody started, one server or several that take each other's place.</summary>
internal interface IPostgresServer : IAsyncDisposable
{
    string SuperuserConnectionString(string database = "postgres");

    string ConnectionString(string database, string user, string password);
}
