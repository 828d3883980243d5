using System.Text.Json.Serialization;

namespace SecureObs.Contracts;

/// <summary>An enumeration on the wire is a word, never a number.</summary>
public sealed class WordConverter<T>() : JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false) where T : struct, Enum;
