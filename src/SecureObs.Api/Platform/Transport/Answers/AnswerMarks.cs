namespace SecureObs.Api.Platform.Transport.Answers;

/// <summary>The answer holds a secret.</summary>
internal sealed class SecretShown;

/// <summary>The answer is written piece by piece and may be of any length.</summary>
internal sealed class AnswerStreamed;

/// <summary>The answer says nothing of any organisation.</summary>
internal sealed class AnswerOfNobody;

/// <summary>What an endpoint says about its answers, where they are not like the others.</summary>
internal static class AnswerMarks
{
    /// <summary>
    /// The answer holds a secret: it is neither compressed nor tagged. The length of a compressed answer tells how much of
    /// what the asker chose (the name of a key) stands in the secret beside it, also through TLS (BREACH), and a tag would
    /// be made of the secret.
    /// </summary>
    public static TBuilder ShowsSecret<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new SecretShown());

    /// <summary>The answer leaves as it is made: nobody holds it back to know its length or its tag.</summary>
    public static TBuilder Streams<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AnswerStreamed());

    /// <summary>The browser of whoever asked may keep the answer, if it asks again before each use.</summary>
    public static TBuilder MayBeKept<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AnswerOfNobody());

    public static bool Has<TMark>(this HttpContext context) where TMark : class => context.GetEndpoint()?.Metadata.GetMetadata<TMark>() is not null;
}
