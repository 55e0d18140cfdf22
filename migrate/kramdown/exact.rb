# Renders Markdown with the real kramdown: a JSON line {"src", "opts"} in, {"html"} or {"error"} out.
# `opts` are laid over what Jekyll 4 passes; the highlighter is off, as a content system wants the plain code.
# kramdown 2.4 never ends on some odd input (a form feed after an indent), so that each text has a time of its own.
require 'json'
require 'timeout'
require 'kramdown'
require 'kramdown-parser-gfm'

SECONDS = 20
JEKYLL = {
  auto_ids: true, toc_levels: (1..6).to_a, entity_output: 'as_char', smart_quotes: 'lsquo,rsquo,ldquo,rdquo',
  input: 'GFM', hard_wrap: false, footnote_nr: 1, show_warnings: false
}.freeze

$stdin.each_line do |line|
  asked = JSON.parse(line)
  options = JEKYLL.merge(asked['opts'].transform_keys(&:to_sym)).merge(syntax_highlighter: nil)
  begin
    html = Timeout.timeout(SECONDS) { Kramdown::Document.new(asked['src'], options).to_html }
    answer = { html: html.encode('UTF-8').scrub }
  rescue StandardError, ScriptError, SystemStackError => e
    answer = { error: "#{e.class}: #{e.message}"[0, 200] }
  end
  $stdout.puts(JSON.generate(answer))
  $stdout.flush
end
