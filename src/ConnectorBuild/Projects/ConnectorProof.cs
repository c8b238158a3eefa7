namespace ConnectorBuild.Projects;

/// <summary>What a publish to the local cloud proves.</summary>
public enum ConnectorProof
{
    /// <summary>That a maker can sign in. A project whose API can be started is called, too; a call that does not succeed is a warning.</summary>
    SignIn,

    /// <summary>That an operation answers with success. A call that does not succeed is an error.</summary>
    Call,
}
