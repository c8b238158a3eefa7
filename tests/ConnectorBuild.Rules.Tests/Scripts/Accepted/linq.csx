public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var array = JArray.Parse(await Context.Request.Content.ReadAsStringAsync());
        var groups = from item in array
                     where item.Value<int>("n") > 1
                     orderby item.Value<string>("name")
                     group item by item.Value<string>("kind") into g
                     select new { g.Key, Count = g.Count(), First = g.First() };
        var byKey = groups.ToDictionary(g => g.Key ?? "", g => g.Count, StringComparer.OrdinalIgnoreCase);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(JsonConvert.SerializeObject(byKey)) };
    }
}
