namespace ConnectorBuild.LocalCloud.Http;

/// <summary>One line of what the local cloud does, refuses or leaves out, as docs/local-cloud.md prints it.</summary>
/// <param name="Name">An operation, a query option, a header, a code.</param>
/// <param name="Text">How far it goes; "yes" where there is nothing to add. Markdown.</param>
/// <param name="Evidence">On what evidence: DOC, SRC, ISS, EXP, INFERRED. Markdown.</param>
internal sealed record Support(string Name, string Text, string Evidence);
