using ConnectorBuild.Testing;

namespace ConnectorBuild.LocalCloud.Tests.Requests;

/// <summary>A request with the answer that the real service gives.</summary>
/// <param name="Expected">The status, and the error's code or a mark of the answer behind it.</param>
/// <param name="Text">The request.</param>
/// <param name="IsWrong">Whether the real service refuses it.</param>
internal sealed record RequestLine(string Expected, string Text, bool IsWrong);

/// <summary>The tables beside this file: <c>status code | request</c>, right ones first.</summary>
internal static class RequestTable
{
    public static IReadOnlyList<RequestLine> Read(string service)
    {
        var lines = new List<RequestLine>();
        var isWrong = false;
        foreach (var line in File.ReadAllLines(RepositoryRoot.PathOf($"tests/ConnectorBuild.LocalCloud.Tests/Requests/{service}.txt")))
        {
            if (line.StartsWith('#'))
            {
                isWrong = line == "# wrong";
            }
            else if (line.Split(" | ", 2) is [var expected, var text])
            {
                lines.Add(new RequestLine(expected.Trim(), text, isWrong));
            }
        }

        return lines;
    }
}
