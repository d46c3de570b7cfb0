#pragma once

#include <string_view>

namespace tiendo::reader {

inline constexpr std::string_view side_by_side_style = R"css(
body{font:15px/1.5 "Times New Roman",Tinos,"Liberation Serif",serif;margin:0;color:#111}
header{padding:.6em 1em;border-bottom:1px solid #999}
h1{font-size:1.15em;margin:0}
header p{margin:0;color:#555;font-size:.8em;overflow-wrap:anywhere}
main{display:grid;grid-template-columns:1fr 1fr}
section{padding:.8em 1em;overflow:auto;height:calc(100vh - 5em)}
.source{white-space:pre-wrap;border-right:1px solid #999}
.u{color:#777}
.n{border-bottom:1px dotted #bbb}
.t{padding:.15em .3em;border-left:2px solid #ddd}
.t a{font-weight:bold;text-decoration:none;color:#134}
.t i{color:#666;font-size:.85em}
.t ul{margin:.1em 0 .1em 1.2em;padding:0;font-size:.9em;list-style:none}
.when{color:#7a3b00}.who{color:#134a7a}.what{color:#225522}
.d{margin:.2em 0;padding:.1em .4em;background:#fff4d6;border-left:3px solid #c90;font-size:.9em}
.on{background:#fde58a}
@media print{main{display:block}section{height:auto;border:0;padding:0 0 1em}.t{break-inside:avoid}
.tree{break-before:page}}
)css";

inline constexpr std::string_view side_by_side_script = R"js(
(function () {
  var on = [];
  function show(event, scroll) {
    var at = event.target.closest('[data-n]');
    on.forEach(function (each) { each.classList.remove('on'); });
    on = at ? Array.from(document.querySelectorAll('[data-n="' + at.dataset.n + '"]')) : [];
    on.forEach(function (each) {
      each.classList.add('on');
      if (scroll && each !== at) { each.scrollIntoView({block: 'nearest'}); }
    });
  }
  document.addEventListener('mouseover', function (event) { show(event, false); });
  document.addEventListener('click', function (event) { show(event, true); });
})();
)js";

}  // namespace tiendo::reader
