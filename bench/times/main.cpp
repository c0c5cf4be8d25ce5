// bench-times: what proving times by dates costs, on made-up items whose units are mixed.
//
//   bench-times [options of Google Benchmark]
//
// One item: every clock of it over all first days of the calendar, nothing remembered. Many items:
// the same of a list in which so many flows differ, what was computed once is remembered. A long
// flow: its structure, times and slack, in one unit.
#include "derive/Facts.h"
#include "syntax/Module.h"
#include "workspace/Embedded.h"

#include <benchmark/benchmark.h>
#include <iostream>

namespace fadu::bench {

namespace {

/// A list whose items have limits in calendar days, a promise in working days and flows of both,
/// with a branch beside and a choice. So many of the flows differ.
std::string listOf(std::size_t items, std::size_t different) {
    std::string text = R"(辖区 清江省 { 编码: "990000" }
辖区 青山县 { 编码: "999001"; 上级: 清江省; 省直管 }
职能 集市主管部门 { 层级: 县以上 }
机关 青山县集市管理局: 集市主管部门 { 辖区: 青山县 }
法律文件 《清江省集市管理条例》 {
  位阶: 省级地方性法规; 制定机关: 清江省人民代表大会常务委员会; 辖区: 清江省; 施行: 2021-07-01; 收录: 全文
  第八条 { 设定 集市开办许可: 行政许可, 由 集市主管部门, 层级 县 }
  第十一条 { 时限 决定: 60 自然日, 适用 集市开办许可 }
}
)";
    for (std::size_t i = 0; i < items; ++i) {
        const std::size_t shape = i % different;
        const auto number = [&](std::size_t base, std::size_t range) {
            const std::size_t value = base + shape % range;
            return std::to_string(value);
        };
        const std::string survey = std::to_string(5 + shape / 7 % 11);
        const std::string review = std::to_string(4 + shape / 77 % 13);
        const std::string notice = std::to_string(3 + shape / 1001 % 12);
        text += "事项 集市开办许可" + std::to_string(i) + R"( {
  类型: 行政许可
  行使权力: 集市开办许可
  设定依据: 《清江省集市管理条例》第八条
  实施机关: 青山县集市管理局
  监管主体: 青山县集市管理局
  时限 { 受理: 3 工作日; 承诺: 30 工作日; 送达: 12 自然日 }
  流程 {
    收件: 青山县集市管理局, 1 自然日, 阶段 受理
    受理: 青山县集市管理局, 2 工作日
    审查: 青山县集市管理局, )" +
                number(3, 7) + R"( 工作日, 后于 受理
    踏勘: 青山县集市管理局, )" +
                survey + R"( 自然日, 后于 受理
    复核: 青山县集市管理局, )" +
                review + R"( 工作日, 后于 审查, 踏勘
    若 "有异议" { 公示: 青山县集市管理局, )" +
                notice + R"( 自然日 } 否则 { 归档: 青山县集市管理局, 1 工作日 }
    决定: 青山县集市管理局, 2 工作日
    制证: 青山县集市管理局, 2 工作日, 阶段 送达
    送达: 青山县集市管理局, 3 自然日
  }
}
)";
    }
    return text;
}

class List {
public:
    List(std::size_t items, std::size_t different) {
        file_ = sources_.add("list.fadu",
                             std::make_shared<const std::string>(listOf(items, different)));
        modules_ = syntax::parseModules(sources_, {file_}, 1);
        model::ProgramInput input;
        input.sources = &sources_;
        input.modules = &modules_;
        input.library = &embeddedLibrary();
        input.asOf = *Date::parse("2026-11-21");
        model_ = std::make_unique<model::Model>(input);
        program = model_->program();
        calendar = derive::Calendar::of(*program);
        for (std::size_t i = 0; i < program->items.size(); ++i) {
            if (program->items[model::ItemId(i)].offered) {
                ids.emplace_back(i);
            }
        }
    }
    /// All clocks of all items; how many verdicts were reached by dates.
    std::size_t derive(const derive::Periods& periods) const {
        std::size_t dated = 0;
        for (const model::ItemId id : ids) {
            const derive::ItemFacts facts = derive::deriveItem(*program, periods, id);
            for (const derive::Clock& clock : facts.clocks) {
                for (const derive::Held* held :
                     {&clock.promiseToLimit, &clock.flowToLimit, &clock.flowToPromise}) {
                    dated += held->answer && held->answer->readings.front().dated ? 1 : 0;
                }
            }
        }
        return dated;
    }

    std::shared_ptr<const model::Program> program;
    derive::Calendar calendar;
    std::vector<model::ItemId> ids;

private:
    SourceManager sources_;
    FileId file_;
    std::vector<syntax::Module> modules_;
    std::unique_ptr<model::Model> model_;
};

void addList(const std::string& name, std::size_t items, std::size_t different) {
    const auto list = std::make_shared<const List>(items, different);
    benchmark::RegisterBenchmark(name.c_str(),
                                 [list](benchmark::State& state) {
                                     std::size_t dated = 0;
                                     for ([[maybe_unused]] auto iteration : state) {
                                         const derive::Periods periods(list->calendar);
                                         dated = list->derive(periods);
                                         benchmark::DoNotOptimize(dated);
                                     }
                                     state.counters["dated"] = static_cast<double>(dated);
                                 })
        ->Unit(benchmark::kMillisecond)
        ->MeasureProcessCPUTime();
}

/// Steps one after the other, and every second one beside the one before.
model::Flow longFlow(std::size_t steps) {
    model::Flow flow;
    const model::BlockId top = flow.blocks.add({});
    for (std::size_t i = 0; i < steps; ++i) {
        model::Step step;
        step.block = top;
        step.duration.state = model::Stated<syntax::Quantity>::State::Known;
        step.duration.value = {1, 1 + static_cast<std::int64_t>(i % 3), Unit::WorkingDay};
        if (i > 1) {
            step.after.push_back({model::StepId(i - 1 - i % 2), {}});
        }
        flow.blocks[top].steps.push_back(flow.steps.add(std::move(step)));
    }
    return flow;
}

}  // namespace

}  // namespace fadu::bench

int main(int argumentCount, char** arguments) {
    using namespace fadu;
    benchmark::Initialize(&argumentCount, arguments);
    if (benchmark::ReportUnrecognizedArguments(argumentCount, arguments)) {
        return 2;
    }
    bench::addList("one item", 1, 1);
    bench::addList("12000 items/100 flows", 12'000, 100);
    bench::addList("12000 items/1000 flows", 12'000, 1'000);
    bench::addList("12000 items/12000 flows", 12'000, 12'000);
    const auto flow = std::make_shared<const model::Flow>(bench::longFlow(100'000));
    benchmark::RegisterBenchmark("flow of 100000 steps",
                                 [flow](benchmark::State& state) {
                                     for ([[maybe_unused]] auto iteration : state) {
                                         auto times = derive::deriveFlow(*flow, false);
                                         benchmark::DoNotOptimize(times);
                                     }
                                 })
        ->Unit(benchmark::kMillisecond)
        ->MeasureProcessCPUTime();
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
