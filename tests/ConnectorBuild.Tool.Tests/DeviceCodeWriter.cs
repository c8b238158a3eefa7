using System.Text.RegularExpressions;

namespace ConnectorBuild.Tool.Tests;

/// <summary>What the tool says, and a person who enters each code that it shows for signing in.</summary>
/// <param name="enter">Enters a code.</param>
internal sealed partial class DeviceCodeWriter(Action<string> enter) : StringWriter
{
    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (Code().Match(value ?? "") is { Success: true } match)
        {
            enter(match.Groups[1].Value);
        }
    }

    [GeneratedRegex("devicelogin .*?code ([^ ]+) ")]
    private static partial Regex Code();
}
