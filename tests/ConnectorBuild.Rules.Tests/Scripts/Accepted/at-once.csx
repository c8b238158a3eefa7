public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var tasks = new[] { "a", "b" }.Select(async id =>
        {
            var response = await Context.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"https://parcels.contoso.com/{id}"), CancellationToken);
            return JToken.Parse(await response.Content.ReadAsStringAsync());
        });
        JToken[] all = await Task.WhenAll(tasks);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(new JArray(all).ToString()) };
    }
}
