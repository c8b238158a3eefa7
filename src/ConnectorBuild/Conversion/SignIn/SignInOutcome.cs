namespace ConnectorBuild.Conversion.SignIn;

/// <summary>Where the connection parameters of a connector come from.</summary>
internal enum SignInOutcome
{
    /// <summary>From the document.</summary>
    Written,

    /// <summary>From the author's apiProperties.json.</summary>
    OfTheAuthor,

    /// <summary>From nowhere: the document does not say enough.</summary>
    Incomplete,
}
