using System.Text;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Testing;
using ConnectorBuild.Tests.AgainstLocalCloud;

namespace ConnectorBuild.Tests.Fuzzing;

/// <summary>
/// Answers of each service, damaged at random: a run ends with a code that names what answered, or goes on where the answer is still one.
/// </summary>
public sealed class FuzzedAnswerTests : CloudTest
{
    private const int Seeds = 12;

    [Theory]
    [InlineData("*/oauth2/v2.0/token", "application/json", """{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"eyJhbGciOiJSUzI1NiJ9.eyJ0aWQiOiJ4In0.c2ln"}""")]
    [InlineData("/v1.0/$batch", "application/json", """{"responses":[{"id":"1","status":200,"headers":{"Content-Type":"application/json"},"body":{"value":[]}},{"id":"2","status":404,"body":{"error":{"code":"Request_ResourceNotFound","message":"x"}}}]}""")]
    [InlineData("/api/data/v9.2/$batch", "multipart/mixed; boundary=b1", "--b1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"value\":[]}\r\n--b1--\r\n")]
    public async Task Plan_DamagedAnswer_EndsWithACodeOrGoesOn(string path, string type, string answer)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            Cloud.Faults.Clear();
            Cloud.Faults.Add(new FaultRule
            {
                Path = path,
                Status = 200,
                Body = Encoding.UTF8.GetString(Damage.Of(Encoding.UTF8.GetBytes(answer), seed)),
                Headers = new Dictionary<string, string> { ["Content-Type"] = type },
            });
            try
            {
                await DeployAsync();
            }
            catch (ConnectorException e)
            {
                Assert.All(e.Diagnostics, d => Assert.True(d.Id != "CB9001" && !d.Message.Contains('\n'), $"{path}, seed {seed}: {d}"));
            }
        }
    }
}
